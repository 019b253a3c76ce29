package org.retzef.basket.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.retzef.basket.AskedBasket.APPROVE;
import static org.retzef.basket.AskedBasket.REJECT;
import static org.retzef.basket.AskedBasket.RETURN;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.basket.AskedBasket;
import org.retzef.basket.DeclaredConflict;
import org.retzef.basket.Desk;
import org.retzef.basket.OtherTransaction;
import org.retzef.platform.paging.Ids;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.Patiently;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestEvent;
import org.retzef.platform.testing.TestEvents;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** Nobody decides on what a family asks for that they belong to (decision 0046). */
@RetzefIT
class ConflictOfInterestIT {

  private static final String REFUSED = "conflict-of-interest";

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;

  private AskedBasket basket;

  @BeforeEach
  void openABasket() {
    basket = new AskedBasket(http, Desk.worker(http).opensABasket("SHVIL_MEITIV"), Desk.DEPARTMENT);
  }

  @Test
  void whoBelongsToTheFamilyDecidesAtNoTierAndInNoWayUntilTheTieIsOver() {
    String small = basket.asks("FOOD", "500.00");
    String large = basket.asks("FOOD", "11000.00");
    DeclaredConflict lead = declared("lead-1");
    List.of("head-1", "district-1", "national-1").forEach(this::declared);
    for (String verdict : List.of(APPROVE, REJECT, RETURN)) {
      Answers.refused(basket.lead().decides(small, verdict), 409, REFUSED);
      Answers.refused(basket.head().decides(small, verdict), 409, REFUSED);
      Answers.refused(basket.district(1).decides(large, verdict), 409, REFUSED);
      Answers.refused(basket.national().decides(large, verdict), 409, REFUSED);
    }
    JsonNode row = decidesInBulk(basket.head(), small);
    assertThat(row.get("code").asString()).isEqualTo(REFUSED);
    assertThat(basket.worker().read("/requests/" + small).get("status").asString())
        .isEqualTo("SUBMITTED");
    basket.district(2).decides(large, APPROVE).expectStatus().isCreated();
    lead.end();
    basket.lead().decides(small, APPROVE).expectStatus().isCreated();
  }

  private DeclaredConflict declared(String worker) {
    return DeclaredConflict.with(database, basket, worker);
  }

  private static JsonNode decidesInBulk(Desk desk, String request) {
    String decisions =
        "{\"decisions\":[{\"requestId\":\"%s\",\"version\":1,\"decision\":\"APPROVE\"}]}"
            .formatted(request);
    return Answers.json(desk.post("/requests/decisions", decisions).expectStatus().isOk())
        .at("/rows/0");
  }

  @Test
  void whoBelongsToTheFamilyDecidesOnNoAppealOfIt() {
    String id = basket.asks("FOOD", "500.00");
    basket.head().decides(id, REJECT).expectStatus().isCreated();
    String appeal =
        Answers.id(
            basket
                .worker()
                .post("/appeals", "{\"requestId\":\"%s\",\"ground\":\"OTHER\"}".formatted(id)));
    declared("district-1");
    String path = "/appeals/" + appeal + "/decision";
    String reopen = "{\"outcome\":\"REOPENED\",\"reasonCode\":\"APPEAL_JUSTIFIED\"}";
    Answers.refused(basket.district(1).post(path, reopen, "\"1\""), 409, REFUSED);
    basket.national().post(path, reopen, "\"1\"").expectStatus().isCreated();
  }

  @Test
  void whatWasDecidedBeforeTheTieWasDeclaredStands() {
    String id = basket.asks("FOOD", "500.00");
    basket.lead().decides(id, APPROVE).expectStatus().isCreated();
    declared("lead-1");
    assertThat(basket.worker().read("/requests/" + id).get("status").asString())
        .isEqualTo("APPROVED");
    Answers.refused(basket.lead().decides(basket.asks("FOOD", "5.00"), APPROVE), 409, REFUSED);
  }

  /** The statement that decides asks itself: it has begun before, and has read nothing of a tie. */
  @Test
  void aTieThatIsDeclaredWhileADecisionWaitsForItsRequestStopsIt() {
    String id = basket.asks("FOOD", "500.00");
    String family = basket.worker().read(basket.path()).get("familyId").asString();
    try (var other = new OtherTransaction(database)) {
      other.execute("select from basket_request where id = '%s' for update".formatted(id));
      var decided =
          CompletableFuture.supplyAsync(
              () -> Patiently.ask(() -> basket.lead().decides(id, APPROVE)));
      other.awaitWaiting(1);
      execute(
          """
          insert into conflict_of_interest (id, declared_for, family_id, worker, ended)
          values (uuidv7(), '%s', '%1$s', '%s', false)
          """
              .formatted(family, DeclaredConflict.sha256("lead-1")));
      other.commit();
      assertThat(Answers.json(decided.join()).get("code").asString()).isEqualTo(REFUSED);
    }
    assertThat(basket.worker().read("/requests/" + id).get("status").asString())
        .isEqualTo("SUBMITTED");
  }

  @Test
  void aTieHoldsForTheFamilyThatTookTheOtherInAndGoesBackWithIt() {
    String merged = basket.worker().read(basket.path()).get("familyId").asString();
    AskedBasket others = AskedBasket.opened(http);
    String survivor = others.worker().read(others.path()).get("familyId").asString();
    declared("lead-1");
    String id = others.asks("FOOD", "500.00");
    UUID merge = Ids.next();
    try (var families = TestEvents.on("retzef.family.events")) {
      families.publish(merged(survivor, merged, merge, 2, false));
      await().until(() -> familyOf(basket), survivor::equals);
      Answers.refused(others.lead().decides(id, APPROVE), 409, REFUSED);
      // declared of the family that is no more: told before it was merged, heard of after
      DeclaredConflict late = DeclaredConflict.of(database, merged, "head-1");
      Answers.refused(others.head().decides(id, APPROVE), 409, REFUSED);
      families.publish(merged(survivor, merged, merge, 3, true));
      await().until(() -> familyOf(basket), merged::equals);
      Answers.refused(basket.lead().decides(basket.asks("FOOD", "5.00"), APPROVE), 409, REFUSED);
      Answers.refused(basket.head().decides(basket.asks("FOOD", "5.00"), APPROVE), 409, REFUSED);
      late.end();
      basket.head().decides(basket.asks("FOOD", "5.00"), APPROVE).expectStatus().isCreated();
      others.lead().decides(id, APPROVE).expectStatus().isCreated();
    }
  }

  private static String familyOf(AskedBasket basket) {
    return basket.worker().read(basket.path()).get("familyId").asString();
  }

  private static TestEvent merged(
      String survivor, String merged, UUID merge, long sequence, boolean undone) {
    return TestEvent.of(
        "org.retzef.family.merged.v1",
        survivor,
        sequence,
        """
        {"familyId": "%s", "mergedFamilyId": "%s", "mergeId": "%s", "unit": "%s",
         "mergedUnit": "%4$s", "undone": %s}
        """
            .formatted(survivor, merged, merge, Desk.DEPARTMENT, undone));
  }

  private void execute(String sql) {
    database.sql(sql).then().block();
  }
}
