package org.retzef.basket.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.retzef.basket.Desk;
import org.retzef.basket.Race;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.Patiently;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestEvent;
import org.retzef.platform.testing.TestEvents;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

@RetzefIT
class RequestFlowIT {

  private static final String APPROVE = "{\"decision\":\"APPROVE\"}";
  private static final String REJECT =
      "{\"decision\":\"REJECT\",\"reasonCode\":\"OTHER_SOURCE_FIRST\",\"note\":\"קרן\\nאחרת\"}";
  private static final String RETURN =
      "{\"decision\":\"RETURN\",\"reasonCode\":\"DETAILS_MISSING\"}";

  @Autowired private WebTestClient http;

  @Test
  void reservesAtOnceAndIsApprovedByTheHead() {
    try (var events = TestEvents.on("retzef.basket.events")) {
      String basket = worker().opensABasket("NOSHMIM_ROUTINE");
      JsonNode submitted =
          Answers.json(
              worker()
                  .post("/baskets/" + basket + "/requests", Desk.request("1900.00"))
                  .expectStatus()
                  .isCreated());
      String id = submitted.get("id").asString();
      assertThat(submitted.get("status").asString()).isEqualTo("SUBMITTED");
      assertThat(submitted.get("requiredTier").asInt()).isEqualTo(2);
      assertBalances(basket, "1900.00", "6100.00");

      worker().decides(id, APPROVE).expectStatus().isForbidden();
      Answers.refused(lead().decides(id, APPROVE), 409, "tier-too-low");
      head()
          .decides(id, APPROVE)
          .expectStatus()
          .isCreated()
          .expectHeader()
          .valueEquals("ETag", "\"2\"");
      assertThat(worker().read("/requests/" + id).get("status").asString()).isEqualTo("APPROVED");
      assertBalances(basket, "1900.00", "6100.00");

      assertThat(events.await(2, id))
          .extracting(TestEvent::type)
          .containsExactly("org.retzef.request.submitted.v1", "org.retzef.request.decided.v1");
      assertThat(events.await(2, id).toString()).doesNotContain("מקרר", "worker-1", "head-1");
    }
  }

  @Test
  void findsTheTierByTheAmount() {
    String basket = worker().opensABasket("SHVIL_MEITIV");
    assertThat(tierOf(basket, "1000.00")).isEqualTo(1);
    assertThat(tierOf(basket, "1000.01")).isEqualTo(2);
    assertThat(tierOf(basket, "10000.00")).isEqualTo(2);
    assertThat(tierOf(basket, "10000.01")).isEqualTo(3);
  }

  @Test
  void refusesADecisionOnOnesOwnRequest() {
    String basket = lead().opensABasket("NOSHMIM_ROUTINE");
    String own = lead().asks(basket, "100.00");
    Answers.refused(lead().decides(own, APPROVE), 409, "own-request");
    head().decides(own, APPROVE).expectStatus().isCreated();
  }

  @Test
  void showsTheReasonAndTheRightOfAppealAndFreesTheMoney() {
    String basket = worker().opensABasket("NOSHMIM_ROUTINE");
    String id = worker().asks(basket, "8000.00");
    assertBalances(basket, "8000.00", "0.00");
    head().decides(id, REJECT).expectStatus().isCreated();
    assertBalances(basket, "0.00", "8000.00");
    JsonNode refused = worker().read("/requests/" + id);
    LocalDate until = LocalDate.now(ZoneId.of("Asia/Jerusalem")).plusDays(45);
    assertThat(refused.get("status").asString()).isEqualTo("REJECTED");
    assertThat(refused.get("decision").get("reasonCode").asString())
        .isEqualTo("OTHER_SOURCE_FIRST");
    assertThat(refused.get("decision").get("note").asString()).isEqualTo("קרן\nאחרת");
    assertThat(refused.get("decision").get("appealUntil").asString()).isEqualTo(until.toString());
    assertThat(refused.get("decision").get("howToAppeal").asString())
        .contains(until.toString(), "ועדת הערר");
    assertThat(refused.get("decision").get("reason").asString()).contains("מקור אחר");
    Answers.refused(head().decides(id, APPROVE), 409, "step-not-allowed");
  }

  @Test
  void wantsAReasonForARefusal() {
    String id = worker().asks(worker().opensABasket("NOSHMIM_ROUTINE"), "10.00");
    head()
        .decides(id, "{\"decision\":\"REJECT\"}")
        .expectStatus()
        .isBadRequest()
        .expectBody()
        .jsonPath("$.errors[0].field")
        .isEqualTo("reasonCode");
  }

  @Test
  void decidesOnlyUponTheVersionThatWasRead() {
    String id = worker().asks(worker().opensABasket("NOSHMIM_ROUTINE"), "10.00");
    String decisions = "/requests/" + id + "/decisions";
    head().post(decisions, APPROVE, null).expectStatus().isEqualTo(428);
    head()
        .post(decisions, APPROVE, "\"7\"")
        .expectStatus()
        .isEqualTo(412)
        .expectBody()
        .jsonPath("$.current.status")
        .isEqualTo("SUBMITTED")
        .jsonPath("$.current.amount")
        .isEqualTo("10.00");
    head().post(decisions, APPROVE, "\"1\"").expectStatus().isCreated();
    head().post(decisions, REJECT, "\"1\"").expectStatus().isEqualTo(412);
  }

  /** They lock nothing beforehand, and yet none of them is made upon what another has changed. */
  @Test
  void ofManyDecisionsAtOnceOneIsMadeAndTheOthersSeeIt() throws Exception {
    String basket = worker().opensABasket("NOSHMIM_ROUTINE");
    for (int round = 0; round < 5; round++) {
      String id = worker().asks(basket, "10.00");
      String path = "/requests/" + id + "/decisions";
      List<Integer> statuses =
          Race.of(
              12,
              i ->
                  Patiently.ask(() -> head().post(path, i % 2 == 0 ? APPROVE : REJECT, "\"1\""))
                      .getStatus()
                      .value());
      assertThat(statuses).containsOnly(201, 412).containsOnlyOnce(201);
      JsonNode request = worker().read("/requests/" + id);
      assertThat(request.get("status").asString()).isIn("APPROVED", "REJECTED");
      assertThat(request.get("version").asLong()).isEqualTo(2);
      assertThat(worker().read("/requests/" + id + "/history").get("items")).hasSize(2);
    }
  }

  @Test
  void withdrawsAndFreesTheMoney() {
    String basket = worker().opensABasket("NOSHMIM_ROUTINE");
    String id = worker().asks(basket, "500.00");
    lead().decides(id, APPROVE).expectStatus().isCreated();
    String path = "/requests/" + id;
    worker()
        .patch(path, "{\"status\":\"WITHDRAWN\"}", worker().eTag(path))
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.status")
        .isEqualTo("WITHDRAWN");
    assertBalances(basket, "0.00", "8000.00");
    Answers.refused(
        worker().patch(path, "{\"status\":\"WITHDRAWN\"}", worker().eTag(path)),
        409,
        "step-not-allowed");
    worker()
        .patch(path, "{\"status\":\"PAID\"}", worker().eTag(path))
        .expectStatus()
        .isBadRequest();
  }

  @Test
  void returnsARequestThatIsThenSubmittedAgain() {
    String basket = worker().opensABasket("NOSHMIM_ROUTINE");
    String id = worker().asks(basket, "5000.00");
    head().decides(id, RETURN).expectStatus().isCreated();
    assertBalances(basket, "0.00", "8000.00");
    String other = worker().asks(basket, "4000.00");
    String path = "/requests/" + id;
    Answers.refused(
        worker().patch(path, "{\"status\":\"SUBMITTED\"}", worker().eTag(path)),
        409,
        "basket-exceeded");
    head().decides(other, REJECT).expectStatus().isCreated();
    worker()
        .patch(path, "{\"status\":\"SUBMITTED\"}", worker().eTag(path))
        .expectStatus()
        .isOk()
        .expectHeader()
        .valueEquals("ETag", "\"3\"");
    assertBalances(basket, "5000.00", "3000.00");
  }

  @Test
  void refusesMoreThanIsLeftAndChangesNothing() {
    String basket = worker().opensABasket("NOSHMIM_ROUTINE");
    Answers.refused(
        worker().post("/baskets/" + basket + "/requests", Desk.request("8000.01")),
        409,
        "basket-exceeded");
    assertBalances(basket, "0.00", "8000.00");
    assertThat(Desk.basketManager(http).read("/ledger/proof").get("difference").asString())
        .isEqualTo("0.00");
  }

  @Test
  void namesEveryFaultOfARequestAtOnce() {
    String basket = worker().opensABasket("NOSHMIM_ROUTINE");
    String path = "/baskets/" + basket + "/requests";
    assertThat(
            Answers.faults(
                worker()
                    .post(
                        path,
                        """
                        {"aspect": "LUXURY", "items": [
                          {"category": "FOOD", "description": "א\\u202eב", "amount": "1.123456789"},
                          {"category": "FOOD", "description": " ", "amount": -5},
                          {"category": "FOOD", "description": "x", "amount": "0.00"}]}
                        """)))
        .containsExactlyInAnyOrder(
            "aspect value-unknown",
            "items[0].description text-forbidden-character",
            "items[0].amount money-invalid",
            "items[1].description text-length",
            "items[1].amount money-invalid",
            "items[2].amount money-zero");
    assertThat(
            Answers.faults(
                worker()
                    .post(
                        path,
                        """
                        {"aspect": "RIGHTS", "items": [
                          {"category": "YACHT", "description": "x", "amount": "1.00",
                           "vendorId": "01890000-0000-7000-8000-000000000000"}]}
                        """)))
        .containsExactlyInAnyOrder(
            "items[0].category category-unknown", "items[0].vendorId vendor-unknown");
    worker()
        .send(HttpMethod.POST, path, Desk.request("1.00"), null, null)
        .expectStatus()
        .isBadRequest()
        .expectBody()
        .jsonPath("$.errors[0].code")
        .isEqualTo("idempotency-key-required");
    assertBalances(basket, "0.00", "8000.00");
  }

  @Test
  void showsRequestsOnlyToWhomTheyConcern() {
    String basket = worker().opensABasket("SHVIL_MEITIV");
    String small = worker().asks(basket, "10.00");
    String large = worker().asks(basket, "12000.00");
    Desk stranger = Desk.of(http, "head-2", "IL.SOUTH.A0070.D1", "department-head");
    Answers.refused(stranger.get("/requests/" + small), 404, "request-not-found");
    Answers.refused(
        stranger.post("/requests/" + small + "/decisions", APPROVE, "\"1\""),
        404,
        "request-not-found");
    Desk supervisor = Desk.of(http, "supervisor-1", "IL.SOUTH", "supervisor");
    Answers.refused(supervisor.get("/requests/" + small), 404, "request-not-found");
    Answers.refused(head().decides(large, APPROVE), 409, "tier-too-low");
    assertThat(supervisor.read("/requests?status=SUBMITTED").get("items").toString())
        .contains(large)
        .doesNotContain(small);
    supervisor.decides(large, APPROVE).expectStatus().isCreated();
    assertThat(supervisor.read("/requests?status=SUBMITTED").get("items").toString())
        .doesNotContain(large);
    Desk.of(http, "supervisor-2", "IL.JERUSALEM", "supervisor")
        .get("/requests/" + large)
        .expectStatus()
        .isNotFound();
  }

  /** Of one family: the department's list is all tests' and begins with the oldest. */
  @Test
  void listsTheWorklistByStatus() {
    String basket = worker().opensABasket("NOSHMIM_ROUTINE");
    String family = worker().read("/baskets/" + basket).get("familyId").asString();
    String id = worker().asks(basket, "10.00");
    String other = worker().asks(basket, "11.00");
    lead().decides(id, APPROVE).expectStatus().isCreated();
    String list = "/requests?familyId=" + family;
    assertThat(idsOf(worker().read(list + "&status=APPROVED"))).containsExactly(id);
    JsonNode first = worker().read(list + "&limit=1");
    assertThat(idsOf(first)).containsExactly(id);
    JsonNode second = worker().read(list + "&limit=1&cursor=" + first.get("next").asString());
    assertThat(idsOf(second)).containsExactly(other);
    assertThat(second.get("next").isNull()).isTrue();
    worker().get("/requests?status=NOWHERE").expectStatus().isBadRequest();
  }

  private static List<String> idsOf(JsonNode page) {
    List<String> ids = new ArrayList<>();
    page.get("items").forEach(item -> ids.add(item.get("id").asString()));
    return ids;
  }

  private void assertBalances(String basket, String reserved, String left) {
    JsonNode now = worker().read("/baskets/" + basket);
    assertThat(now.get("reserved").asString()).isEqualTo(reserved);
    assertThat(now.get("left").asString()).isEqualTo(left);
  }

  private int tierOf(String basket, String amount) {
    return Answers.json(
            worker()
                .post("/baskets/" + basket + "/requests", Desk.request(amount))
                .expectStatus()
                .isCreated())
        .get("requiredTier")
        .asInt();
  }

  private Desk worker() {
    return Desk.worker(http);
  }

  private Desk lead() {
    return Desk.of(http, "lead-1", Desk.DEPARTMENT, "team-lead", "family-social-worker");
  }

  private Desk head() {
    return Desk.head(http);
  }
}
