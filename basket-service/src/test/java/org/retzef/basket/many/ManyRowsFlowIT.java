package org.retzef.basket.many;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.retzef.basket.Desk;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestEvents;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** Many requests, decisions, orders, signatures and deliveries in one call each. */
@RetzefIT
class ManyRowsFlowIT {

  @Autowired private WebTestClient http;

  private final LocalDate today = LocalDate.now(ZoneId.of("Asia/Jerusalem"));
  private final String key = UUID.randomUUID().toString();

  @Test
  void takesManyRequestsFromBasketToDeliveryInFiveCalls() {
    String one = worker().opensABasket("NOSHMIM_ROUTINE");
    String other = worker().opensABasket("NOSHMIM_ROUTINE");
    List<JsonNode> asked =
        done(worker(), "/requests", requests(ask(one, "500.00"), ask(other, "70.00")), "SUBMITTED");
    List<JsonNode> ordered = ordered(asked);
    List<JsonNode> signed =
        done(head(), "/vouchers/signatures", list("vouchers", ordered, this::voucher), "ORDERED");
    try (var events = TestEvents.on("retzef.basket.events")) {
      done(
          worker(),
          "/vouchers/deliveries",
          list(
              "deliveries",
              signed,
              row -> voucher(row).replace("}", ",\"deliveredOn\":\"%s\"}".formatted(today))),
          "DELIVERED");
      for (JsonNode request : asked) {
        assertThat(events.await(1, id(request)))
            .anyMatch(event -> event.type().equals("org.retzef.delivery.confirmed.v1"));
      }
    }
    JsonNode signature = worker().read("/vouchers/" + id(signed.get(1)) + "/signature");
    assertThat(signature.get("valid").asBoolean()).isTrue();
  }

  @Test
  void signsAndDeliversEachVoucherAsItIsAndNoneTwice() {
    String basket = worker().opensABasket("NOSHMIM_ROUTINE");
    List<JsonNode> ordered =
        ordered(
            done(
                worker(),
                "/requests",
                requests(ask(basket, "100.00"), ask(basket, "200.00")),
                "SUBMITTED"));
    String first = voucher(ordered.get(0));
    String second = voucher(ordered.get(1));
    JsonNode signed =
        call(head(), "/vouchers/signatures", "{\"vouchers\":[%s,%s]}".formatted(second, first));
    assertThat(rows(signed))
        .extracting(ManyRowsFlowIT::id)
        .containsExactly(id(ordered.get(1)), id(ordered.get(0)));
    List<JsonNode> now = rows(signed);
    String part = voucher(now.get(0)).replace("}", ",\"amount\":\"50.00\"");
    String whole = voucher(now.get(1)).replace("}", "");
    String on = ",\"deliveredOn\":\"%s\"}".formatted(today);
    JsonNode delivered =
        call(
            worker(),
            "/vouchers/deliveries",
            "{\"deliveries\":[%s,%s,%s]}".formatted(part + on, whole + on, part + on));
    assertThat(codes(delivered)).containsExactly("", "", "state-changed");
    assertThat(rows(delivered).stream().map(row -> text(row, "status")))
        .containsExactly("ORDERED", "DELIVERED", "");
    for (JsonNode voucher : now) {
      JsonNode read = worker().read("/vouchers/" + id(voucher));
      assertThat(read.get("version").asLong()).isEqualTo(voucher.get("version").asLong() + 1);
      assertThat(worker().read("/vouchers/" + id(voucher) + "/signature").get("valid").asBoolean())
          .isTrue();
    }
    assertThat(worker().read("/vouchers/" + id(now.get(0))).get("delivered").asString())
        .isEqualTo("50.00");
    assertThat(worker().read("/vouchers/" + id(now.get(1))).get("delivered").asString())
        .isEqualTo("100.00");
  }

  @Test
  void refusesARowByItselfAndDoesTheOthersOnceHoweverOftenTheyAreSent() {
    String basket = worker().opensABasket("NOSHMIM_ROUTINE");
    String rows = requests(ask(basket, "100.00"), ask(basket, "7900.01"), ask(basket, "200.00"));
    JsonNode first = call(worker(), "/requests", rows);
    assertThat(first.get("done").asInt()).isEqualTo(2);
    assertThat(first.get("refused").asInt()).isEqualTo(1);
    assertThat(codes(first)).containsExactly("", "basket-exceeded", "");
    assertThat(call(worker(), "/requests", rows)).isEqualTo(first);
    assertThat(worker().read("/baskets/" + basket).get("reserved").asString()).isEqualTo("300.00");
  }

  @Test
  void doesNoRowTwiceWhenWhatWasRefusedBecomesPossible() {
    String basket = worker().opensABasket("NOSHMIM_ROUTINE");
    String before = "/requests/" + worker().asks(basket, "200.00");
    String rows = requests(ask(basket, "100.00"), ask(basket, "7750.00"));
    JsonNode first = call(worker(), "/requests", rows);
    assertThat(codes(first)).containsExactly("", "basket-exceeded");
    worker()
        .patch(before, "{\"status\":\"WITHDRAWN\"}", worker().eTag(before))
        .expectStatus()
        .isOk();
    JsonNode again = call(worker(), "/requests", rows);
    assertThat(codes(again)).containsOnly("");
    assertThat(again.get("rows").get(0)).isEqualTo(first.get("rows").get(0));
    assertThat(worker().read("/baskets/" + basket).get("reserved").asString()).isEqualTo("7850.00");
  }

  @Test
  void repeatsTheWholeAnswerAndRefusesOtherRowsUnderTheSameKey() {
    String basket = worker().opensABasket("NOSHMIM_ROUTINE");
    JsonNode first = call(worker(), "/requests", requests(ask(basket, "100.00")));
    var again = send(worker(), "/requests", requests(ask(basket, "100.00")));
    again.expectHeader().valueEquals("Idempotency-Replayed", "true");
    assertThat(Answers.json(again)).isEqualTo(first);
    assertThat(worker().read("/baskets/" + basket).get("reserved").asString()).isEqualTo("100.00");
    Answers.refused(
        send(worker(), "/requests", requests(ask(basket, "101.00"))),
        422,
        "idempotency-key-reused");
  }

  @Test
  void asksOfEachDecisionWhatIsAskedOfOne() {
    String basket = worker().opensABasket("NOSHMIM_ROUTINE");
    List<JsonNode> asked =
        rows(call(worker(), "/requests", requests(ask(basket, "100.00"), ask(basket, "200.00"))));
    Desk both = Desk.of(http, "worker-1", Desk.DEPARTMENT, "department-head");
    assertThat(codes(call(both, "/requests/decisions", decisions(asked, "APPROVE"))))
        .containsOnly("own-request");
    String mixed =
        "{\"decisions\":[%s,%s,%s]}"
            .formatted(
                decision(asked.get(0), "REJECT"),
                decision(asked.get(1), "APPROVE").replace("\"version\":1", "\"version\":7"),
                decision(asked.get(1), "APPROVE"));
    JsonNode decided = call(head(), "/requests/decisions", mixed);
    assertThat(codes(decided)).containsExactly("invalid-input", "state-changed", "");
    assertThat(rows(decided).getFirst().get("faults").get(0).get("field").asString())
        .isEqualTo("reasonCode");
    assertThat(
            codes(
                call(
                    Desk.of(http, "head-2", "IL.SOUTH.A9999.D1", "department-head"),
                    "/requests/decisions",
                    decisions(asked, "APPROVE"))))
        .containsOnly("request-not-found");
  }

  @Test
  void refusesACallWithAMalformedRowAsAWhole() {
    String basket = worker().opensABasket("NOSHMIM_ROUTINE");
    assertThat(
            Answers.faults(
                send(worker(), "/requests", requests(ask(basket, "1.00"), ask(basket, "0.00")))))
        .containsExactly("requests[1].request.items[0].amount money-zero");
    assertThat(Answers.faults(send(worker(), "/requests", "{\"requests\":[]}"))).hasSize(1);
    assertThat(worker().read("/baskets/" + basket).get("reserved").asString()).isEqualTo("0.00");
    worker()
        .send(HttpMethod.POST, "/requests", requests(ask(basket, "1.00")), null, null)
        .expectStatus()
        .isBadRequest();
  }

  private String agreedVendor() {
    return StreamSupport.stream(worker().read("/vendors").get("items").spliterator(), false)
        .filter(vendor -> vendor.get("code").asString().equals("VENDOR-DEMO"))
        .findFirst()
        .orElseThrow()
        .get("id")
        .asString();
  }

  /** Approved by the head and ordered of a vendor. */
  private List<JsonNode> ordered(List<JsonNode> asked) {
    List<JsonNode> approved =
        done(head(), "/requests/decisions", decisions(asked, "APPROVE"), "APPROVED");
    String vendor = agreedVendor();
    return done(
        worker(),
        "/vouchers",
        list(
            "vouchers",
            approved,
            row -> "{\"requestId\":\"%s\",\"vendorId\":\"%s\"}".formatted(id(row), vendor)),
        "ORDERED");
  }

  private List<JsonNode> done(Desk desk, String path, String body, String status) {
    JsonNode answer = call(desk, path, body);
    List<JsonNode> rows = rows(answer);
    assertThat(rows).as(answer.toString()).allMatch(row -> status.equals(text(row, "status")));
    return rows;
  }

  private JsonNode call(Desk desk, String path, String body) {
    return Answers.json(send(desk, path, body).expectStatus().isOk());
  }

  /** Each path and caller has a key of its own: keys of one client are not told apart by path. */
  private WebTestClient.ResponseSpec send(Desk desk, String path, String body) {
    return desk.send(HttpMethod.POST, path, body, null, path.substring(1) + "-" + key);
  }

  private static List<JsonNode> rows(JsonNode answer) {
    List<JsonNode> rows = new ArrayList<>();
    answer.get("rows").forEach(rows::add);
    return rows;
  }

  private static List<String> codes(JsonNode answer) {
    return StreamSupport.stream(answer.get("rows").spliterator(), false)
        .map(row -> text(row, "code"))
        .toList();
  }

  private static String text(JsonNode row, String field) {
    JsonNode value = row.get(field);
    return value == null || value.isNull() ? "" : value.asString();
  }

  private static String id(JsonNode row) {
    return row.get("id").asString();
  }

  private String voucher(JsonNode row) {
    return "{\"voucherId\":\"%s\",\"version\":%d}".formatted(id(row), row.get("version").asLong());
  }

  private static String ask(String basket, String amount) {
    return "{\"basketId\":\"%s\",\"request\":%s}".formatted(basket, Desk.request(amount));
  }

  private static String requests(String... rows) {
    return "{\"requests\":[%s]}".formatted(String.join(",", rows));
  }

  private static String decisions(List<JsonNode> requests, String verdict) {
    return list("decisions", requests, request -> decision(request, verdict));
  }

  private static String decision(JsonNode request, String verdict) {
    return "{\"requestId\":\"%s\",\"version\":%d,\"decision\":\"%s\"}"
        .formatted(id(request), request.get("version").asLong(), verdict);
  }

  private static String list(String name, List<JsonNode> rows, Function<JsonNode, String> row) {
    return "{\"%s\":[%s]}".formatted(name, rows.stream().map(row).collect(Collectors.joining(",")));
  }

  private Desk worker() {
    return Desk.worker(http);
  }

  private Desk head() {
    return Desk.head(http);
  }
}
