package org.retzef.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.retzef.endtoend.Caller.Answer;
import tools.jackson.databind.JsonNode;

/** One family's basket, step by step, as the people in it would take the steps. */
final class Story {

  static final String MOTHER = "سلمى";
  static final String FAMILY_NAME = "אלדוגמה";

  private static final Pattern LINK = Pattern.compile("https?://\\S+/r/\\S+");

  private final Platform platform;
  private final Caller worker;
  private final Caller head;
  private final String phone;

  private String familyId;
  private String basketId;
  private String requestId;
  private String voucherId;

  /**
   * @param phone nine digits after +972; each story has a family of its own
   */
  Story(Platform platform, String phone) {
    this.platform = platform;
    this.phone = phone;
    worker = new Caller(platform, "worker");
    head = new Caller(platform, "head");
  }

  static LocalDate today() {
    return LocalDate.now(ZoneId.of("Asia/Jerusalem"));
  }

  String familyId() {
    return familyId;
  }

  String basketId() {
    return basketId;
  }

  String phone() {
    return "+972" + phone;
  }

  List<String> aggregates() {
    return List.of(familyId, basketId, requestId);
  }

  Story registersAFamilyWithTwoChildren() {
    familyId =
        worker
            .post(
                "/api/v1/families",
                """
                {"unit": "IL.SOUTH.A2630.D1", "preferredLanguage": "ar", "phone": "0%s",
                 "address": {"street": "הגפן 3", "city": "קריית גת"},
                 "members": [
                   {"givenName": "%s", "familyName": "%s", "nationalId": "123456782",
                    "birthDate": "1988-05-20", "sex": "FEMALE", "relation": "HEAD"},
                   {"givenName": "رامي", "familyName": "%s",
                    "birthDate": "2015-03-01", "sex": "MALE", "relation": "CHILD"},
                   {"givenName": "نور", "familyName": "%s",
                    "birthDate": "2018-11-11", "sex": "FEMALE", "relation": "CHILD"}]}
                """
                    .formatted(phone, MOTHER, FAMILY_NAME, FAMILY_NAME, FAMILY_NAME))
            .expect(201)
            .text("id");
    return this;
  }

  Story enrolsIt() {
    worker
        .post(
            "/api/v1/families/" + familyId + "/enrolments",
            "{\"track\": \"NOSHMIM_ROUTINE\", \"startDate\": \"%s\"}".formatted(today()))
        .expect(201);
    return this;
  }

  Story itsBasketOpensByItself() {
    JsonNode basket =
        await()
            .atMost(Duration.ofSeconds(30))
            .until(() -> baskets().path(0), found -> found.isObject());
    assertThat(basket.get("ceiling").asString()).isEqualTo("8000.00");
    basketId = basket.get("id").asString();
    return this;
  }

  /** The list of baskets, whether it comes as a page or as it is. */
  private JsonNode baskets() {
    JsonNode body = worker.get("/api/v1/baskets?familyId=" + familyId).expect(200).body();
    return body.isArray() ? body : body.get("items");
  }

  Story requestsARefrigeratorThatOnlyTheHeadMayApprove() {
    Answer request =
        worker
            .post(
                "/api/v1/baskets/" + basketId + "/requests",
                """
                {"aspect": "BASIC_NEEDS",
                 "items": [{"category": "HOUSEHOLD_EQUIPMENT", "description": "מקרר",
                            "amount": "1900.00"}]}
                """)
            .expect(201);
    requestId = request.text("id");
    assertThat(request.text("status")).isIn("SUBMITTED", "IN_APPROVAL");
    String approve = "{\"decision\": \"APPROVE\"}";
    String decisions = "/api/v1/requests/" + requestId + "/decisions";
    assertThat(worker.change(decisions, approve, request.eTag()).status()).isIn(403, 409);
    head.change(decisions, approve, eTagOf(head, "/api/v1/requests/" + requestId)).expect(201);
    assertThat(worker.get("/api/v1/requests/" + requestId).text("status")).isEqualTo("APPROVED");
    return this;
  }

  Story aVoucherIsIssuedSignedAndDelivered() {
    String vendor =
        worker.get("/api/v1/vendors").expect(200).body().get("items").get(0).get("id").asString();
    Answer voucher =
        worker
            .change(
                "/api/v1/requests/" + requestId + "/vouchers",
                "{\"vendorId\": \"%s\"}".formatted(vendor),
                eTagOf(worker, "/api/v1/requests/" + requestId))
            .expect(201);
    voucherId = voucher.text("id");
    String path = "/api/v1/vouchers/" + voucherId;
    worker.change(path + "/signature", "{}", eTagOf(worker, path)).expect(201);
    assertThat(worker.get(path + "/signature").expect(200).body().get("valid").asBoolean())
        .isTrue();
    new Caller(platform, "vendor")
        .change(
            path + "/delivery",
            "{\"deliveredOn\": \"%s\"}".formatted(today()),
            eTagOf(worker, path))
        .expect(201);
    return this;
  }

  /** Waits for the message on the family's phone and returns its link. */
  String theSmsCentreReceivesALinkInArabic() {
    String text =
        await()
            .atMost(Duration.ofSeconds(30))
            .until(this::lastMessage, message -> LINK.matcher(message).find());
    assertThat(text).as("in Arabic").containsPattern("\\p{IsArabic}{3,}");
    Matcher link = LINK.matcher(text);
    assertThat(link.find()).isTrue();
    return link.group();
  }

  private String lastMessage() {
    JsonNode messages = messages();
    return messages.isEmpty() ? "" : messages.get(messages.size() - 1).get("text").asString();
  }

  /** All messages that ever came to the family's phone. */
  JsonNode messages() {
    URI address = URI.create(platform.smsCentre() + "/messages?to=" + phone().replace("+", "%2B"));
    return Caller.send(HttpRequest.newBuilder(address).GET().build()).expect(200).body();
  }

  Story cannotBePaidYet() {
    pay().expect(409);
    return this;
  }

  Story thePaymentIsReleased() {
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(
            () ->
                assertThat(head.get("/api/v1/vouchers/" + voucherId + "/payment").text("status"))
                    .isEqualTo("RELEASED"));
    pay().expect(201);
    assertThat(worker.get("/api/v1/requests/" + requestId).text("status")).isEqualTo("PAID");
    JsonNode basket = baskets().get(0);
    assertThat(basket.get("spent").asString()).isEqualTo("1900.00");
    assertThat(basket.get("left").asString()).isEqualTo("6100.00");
    assertThat(basket.get("reserved").asString()).isEqualTo("0.00");
    return this;
  }

  /** Turned into interventions and back, the family and its money are as they were. */
  Story itsProgrammeBecomesInterventionsAndBack() {
    new SecondStage(platform, familyId, basketId, requestId, voucherId).thereAndBack();
    return this;
  }

  private Answer pay() {
    String path = "/api/v1/vouchers/" + voucherId;
    return head.change(path + "/payment", "{}", eTagOf(head, path));
  }

  private static String eTagOf(Caller caller, String path) {
    return caller.get(path).expect(200).eTag();
  }

  /** The whole story up to the link on the phone. */
  String untilTheMessage() {
    return registersAFamilyWithTwoChildren()
        .enrolsIt()
        .itsBasketOpensByItself()
        .requestsARefrigeratorThatOnlyTheHeadMayApprove()
        .aVoucherIsIssuedSignedAndDelivered()
        .theSmsCentreReceivesALinkInArabic();
  }

  /** The figures of the headline that the story moves. */
  record Headline(long activeFamilies, long confirmedReceipts) {

    static Headline of(Platform platform) {
      JsonNode items =
          new Caller(platform, "analyst")
              .get("/api/v1/reports/headline")
              .expect(200)
              .body()
              .get("items");
      return new Headline(
          value(items, "active_families_noshmim"), value(items, "receipts_confirmed"));
    }

    private static long value(JsonNode items, String code) {
      List<JsonNode> found = new ArrayList<>();
      items.forEach(
          item -> {
            if (item.get("code").asString().equals(code)) {
              found.add(item);
            }
          });
      assertThat(found).as(code).hasSize(1);
      return found.getFirst().get("value").asLong();
    }
  }
}
