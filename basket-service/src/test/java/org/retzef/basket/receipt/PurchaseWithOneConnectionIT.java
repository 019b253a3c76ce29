package org.retzef.basket.receipt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.retzef.basket.AskedBasket.APPROVE;
import static org.retzef.basket.AskedBasket.REJECT;
import static org.retzef.basket.AskedBasket.RETURN;
import static org.retzef.basket.AskedBasket.today;

import io.r2dbc.pool.ConnectionPool;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.basket.AskedBasket;
import org.retzef.basket.Desk;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.LastConnection;
import org.retzef.platform.testing.Patiently;
import org.retzef.platform.testing.RetzefIT;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/**
 * What is bought for a family, from the request to the payment, with one connection for all that
 * the service does: a step that held it while it waits for another would never be done.
 */
@RetzefIT
class PurchaseWithOneConnectionIT {

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;
  @Autowired private ConnectionPool pool;
  @Autowired private Secrets secrets;

  private AskedBasket basket;
  private String vendor;

  @BeforeEach
  void openABasket() {
    basket = AskedBasket.opened(http);
    vendor =
        database
            .sql("select id::text from vendor where code = 'VENDOR-DEMO'")
            .mapValue(String.class)
            .one()
            .block();
  }

  @Test
  void goesFromTheRequestToThePayment() {
    LastConnection.with(pool, this::buys);
    assertThat(basket.worker().read(basket.path()).get("spent").asString()).isEqualTo("900.00");
  }

  private void buys() {
    String request = "/requests/" + asks("900.00");
    creates(basket.head(), request, "/decisions", APPROVE);
    String voucher =
        "/vouchers/"
            + id(
                created(
                    basket.worker(),
                    request + "/vouchers",
                    "{\"vendorId\": \"%s\"}".formatted(vendor),
                    null));
    creates(basket.worker(), voucher, "/signature", null);
    Desk demo = Desk.vendor(http, "VENDOR-DEMO");
    creates(demo, voucher, "/delivery", "{\"deliveredOn\": \"%s\"}".formatted(today()));
    creates(
        demo,
        voucher,
        "/invoice",
        "{\"number\": \"1\", \"amount\": \"900.00\", \"issuedOn\": \"%s\"}".formatted(today()));
    answers(pageOf(voucher), "YES");
    creates(basket.head(), voucher, "/payment", "{}");
  }

  private String asks(String amount) {
    return id(
        created(
            basket.worker(),
            basket.path() + "/requests",
            AskedBasket.request("HOUSEHOLD_EQUIPMENT", amount),
            null));
  }

  /** Once the service has made its receipt. */
  private String pageOf(String voucher) {
    String id = voucher.substring(voucher.lastIndexOf('/') + 1);
    DeliveredVoucher delivered = new DeliveredVoucher(basket.worker(), "", id);
    String receipt = await().until(() -> delivered.receipt("id"), found -> !found.isEmpty());
    return "/r/" + secrets.tokenOf(UUID.fromString(receipt)).text();
  }

  private void answers(String page, String answer) {
    assertThat(Patiently.ask(() -> http.get().uri(page).exchange()).getStatus().value())
        .isEqualTo(200);
    var answered =
        Patiently.ask(
            () ->
                http.post()
                    .uri(page)
                    .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                    .bodyValue("answer=" + answer)
                    .exchange());
    assertThat(answered.getStatus().value()).isEqualTo(200);
  }

  @Test
  void isReturnedRefusedAppealedAndWithdrawn() {
    LastConnection.with(pool, this::asksInVain);
    assertThat(basket.left()).isEqualTo("8000.00");
  }

  private void asksInVain() {
    String request = "/requests/" + asks("900.00");
    creates(basket.head(), request, "/decisions", RETURN);
    changes(request, AskedBasket.items("FOOD", "800.00"));
    changes(request, "{\"status\": \"SUBMITTED\"}");
    creates(basket.head(), request, "/decisions", REJECT);
    String appeal =
        id(
            created(
                basket.worker(),
                "/appeals",
                "{\"requestId\": \"%s\", \"ground\": \"FACTS_WRONG\"}"
                    .formatted(request.substring(request.lastIndexOf('/') + 1)),
                null));
    created(
        basket.district(1),
        "/appeals/" + appeal + "/decision",
        "{\"outcome\": \"REOPENED\", \"reasonCode\": \"APPEAL_JUSTIFIED\"}",
        "\"1\"");
    changes(request, "{\"status\": \"WITHDRAWN\"}");
  }

  @Test
  void isAskedForAndDeliveredInCallsOfManyRows() {
    LastConnection.with(pool, this::buysTwo);
    assertThat(basket.worker().read(basket.path()).get("reserved").asString()).isEqualTo("300.00");
  }

  private void buysTwo() {
    JsonNode asked =
        done(
            basket.worker(),
            "/requests",
            "{\"requests\": [%s, %s]}".formatted(row("100.00"), row("200.00")));
    JsonNode approved =
        done(
            basket.head(),
            "/requests/decisions",
            rows(
                "decisions",
                asked,
                "{\"requestId\": \"%s\", \"version\": %s, \"decision\": \"APPROVE\"}"));
    JsonNode ordered =
        done(
            basket.worker(),
            "/vouchers",
            rows(
                "vouchers", approved, "{\"requestId\": \"%s\", \"vendorId\": \"" + vendor + "\"}"));
    JsonNode signed =
        done(
            basket.head(),
            "/vouchers/signatures",
            rows("vouchers", ordered, "{\"voucherId\": \"%s\", \"version\": %s}"));
    done(
        basket.worker(),
        "/vouchers/deliveries",
        rows(
            "deliveries",
            signed,
            "{\"voucherId\": \"%s\", \"version\": %s, \"deliveredOn\": \"" + today() + "\"}"));
  }

  private String row(String amount) {
    return "{\"basketId\": \"%s\", \"request\": %s}"
        .formatted(basket.id(), AskedBasket.request("FOOD", amount));
  }

  /** What is done next with what was done last. */
  private static String rows(String name, JsonNode before, String row) {
    return "{\"%s\": [%s]}"
        .formatted(
            name,
            StreamSupport.stream(before.get("rows").spliterator(), false)
                .map(one -> row.formatted(one.get("id").asString(), one.get("version").asString()))
                .collect(Collectors.joining(",")));
  }

  private JsonNode done(Desk desk, String path, String rows) {
    JsonNode done = Answers.json(sent(desk, HttpMethod.POST, path, rows, null, 200));
    assertThat(done.get("done").asInt()).as(done.toString()).isEqualTo(2);
    return done;
  }

  private void changes(String request, String change) {
    sent(basket.worker(), HttpMethod.PATCH, request, change, basket.worker().eTag(request), 200);
  }

  /** Upon what is there now. */
  private JsonNode creates(Desk desk, String of, String what, @Nullable String body) {
    return created(desk, of + what, body, desk.eTag(of));
  }

  private JsonNode created(Desk desk, String path, @Nullable String body, @Nullable String eTag) {
    return Answers.json(sent(desk, HttpMethod.POST, path, body, eTag, 201));
  }

  private static EntityExchangeResult<byte[]> sent(
      Desk desk,
      HttpMethod method,
      String path,
      @Nullable String body,
      @Nullable String eTag,
      int status) {
    String key = method == HttpMethod.POST ? UUID.randomUUID().toString() : null;
    var answer = Patiently.ask(() -> desk.send(method, path, body, eTag, key));
    answer.assertWithDiagnostics(
        () -> assertThat(answer.getStatus().value()).as(path).isEqualTo(status));
    return answer;
  }

  private static String id(JsonNode created) {
    return created.get("id").asString();
  }
}
