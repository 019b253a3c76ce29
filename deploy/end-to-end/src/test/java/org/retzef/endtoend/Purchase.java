package org.retzef.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.retzef.endtoend.Caller.Answer;
import tools.jackson.databind.JsonNode;

/** What a family gets out of its basket, from the request to the payment. */
final class Purchase {

  private final Platform platform;
  private final Caller worker;
  private final Caller head;
  private final String requestId;
  private String voucherId;

  private Purchase(Platform platform, String requestId) {
    this.platform = platform;
    this.requestId = requestId;
    worker = new Caller(platform, "worker");
    head = new Caller(platform, "head");
  }

  static Purchase asked(Platform platform, String basketId, String category, String amount) {
    return asked(platform, basketId, category, amount, "מקרר");
  }

  /**
   * @param description in the words of whoever asks
   */
  static Purchase asked(
      Platform platform, String basketId, String category, String amount, String description) {
    Answer request =
        new Caller(platform, "worker")
            .post(
                "/api/v1/baskets/" + basketId + "/requests",
                """
                {"aspect": "BASIC_NEEDS",
                 "items": [{"category": "%s", "description": "%s", "amount": "%s"}]}
                """
                    .formatted(category, description, amount))
            .expect(201);
    assertThat(request.text("status")).isIn("SUBMITTED", "IN_APPROVAL");
    return new Purchase(platform, request.text("id"));
  }

  String requestId() {
    return requestId;
  }

  String voucherId() {
    return voucherId;
  }

  String status() {
    return worker.get(request()).text("status");
  }

  /** Who may not decide is told so, and nothing has changed. */
  Purchase cannotBeApprovedBy(String login, int status) {
    Caller caller = new Caller(platform, login);
    String version = worker.get(request()).expect(200).eTag();
    caller.change(request() + "/decisions", "{\"decision\": \"APPROVE\"}", version).expect(status);
    assertThat(worker.get(request()).eTag()).isEqualTo(version);
    return this;
  }

  /** Who is close to the family may not, for just that reason. */
  Purchase cannotBeApprovedByWhoIsCloseToIt(String login) {
    Caller caller = new Caller(platform, login);
    String version = worker.get(request()).expect(200).eTag();
    Answer refused =
        caller.change(request() + "/decisions", "{\"decision\": \"APPROVE\"}", version).expect(409);
    assertThat(refused.text("code")).isEqualTo("conflict-of-interest");
    return this;
  }

  /** As soon as basket-service has heard that the tie is over. */
  Purchase approvedInTheEndBy(String login) {
    Caller caller = new Caller(platform, login);
    String version = worker.get(request()).expect(200).eTag();
    await()
        .until(
            () ->
                caller
                        .change(request() + "/decisions", "{\"decision\": \"APPROVE\"}", version)
                        .status()
                    == 201);
    assertThat(status()).isEqualTo("APPROVED");
    return this;
  }

  Purchase approvedBy(String login) {
    return decided(login, "{\"decision\": \"APPROVE\"}", "APPROVED");
  }

  Purchase decided(String login, String decision, String status) {
    Caller caller = new Caller(platform, login);
    caller
        .change(request() + "/decisions", decision, caller.get(request()).expect(200).eTag())
        .expect(201);
    assertThat(status()).isEqualTo(status);
    return this;
  }

  Purchase ordered() {
    String vendor =
        worker.get("/api/v1/vendors").expect(200).body().get("items").get(0).get("id").asString();
    voucherId =
        worker
            .change(
                request() + "/vouchers",
                "{\"vendorId\": \"%s\"}".formatted(vendor),
                worker.get(request()).eTag())
            .expect(201)
            .text("id");
    return this;
  }

  Purchase signed() {
    worker.change(voucher() + "/signature", "{}", worker.get(voucher()).eTag()).expect(201);
    return isSigned();
  }

  Purchase isSigned() {
    JsonNode signature = worker.get(voucher() + "/signature").expect(200).body();
    assertThat(signature.get("valid").asBoolean()).isTrue();
    return this;
  }

  /**
   * @param amount null for all that is still to come
   */
  Purchase delivered(String amount) {
    deliver(amount).expect(201);
    return this;
  }

  Answer deliver(String amount) {
    String part = amount == null ? "" : ", \"amount\": \"%s\"".formatted(amount);
    return new Caller(platform, "vendor")
        .change(
            voucher() + "/delivery",
            "{\"deliveredOn\": \"%s\"%s}".formatted(Platform.today(), part),
            worker.get(voucher()).eTag());
  }

  Answer invoice(String number, String amount) {
    return new Caller(platform, "vendor")
        .change(
            voucher() + "/invoice",
            "{\"number\": \"%s\", \"amount\": \"%s\", \"issuedOn\": \"%s\"}"
                .formatted(number, amount, Platform.today()),
            worker.get(voucher()).eTag());
  }

  /** One proposes what came, a second person agrees. */
  Purchase settledByTwo(String proposal) {
    String receipt = "/api/v1/receipts/" + receipt().get("id").asString();
    worker.change(receipt + "/override", proposal, worker.get(receipt).eTag()).expect(201);
    Caller lead = new Caller(platform, "lead");
    lead.change(
            receipt + "/override/answer", "{\"answer\": \"CONFIRMED\"}", lead.get(receipt).eTag())
        .expect(201);
    assertThat(status()).isEqualTo("RECEIVED");
    return this;
  }

  /** In the worklist. */
  JsonNode receipt() {
    for (JsonNode item : worker.get("/api/v1/receipts?limit=200").body().get("items")) {
      if (item.get("voucherId").asString().equals(voucherId)) {
        return item;
      }
    }
    throw new AssertionError("nobody was asked about " + voucherId);
  }

  Answer pay(String body) {
    return head.change(voucher() + "/payment", body, head.get(voucher()).eTag());
  }

  /** As soon as the family's answer has come through. */
  Purchase paid(String body) {
    await().until(() -> head.get(voucher() + "/payment").text("status"), "RELEASED"::equals);
    pay(body).expect(201);
    assertThat(status()).isEqualTo("PAID");
    return this;
  }

  private String request() {
    return "/api/v1/requests/" + requestId;
  }

  private String voucher() {
    return "/api/v1/vouchers/" + voucherId;
  }
}
