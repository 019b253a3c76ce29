package org.retzef.basket.receipt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.retzef.basket.Deadlocks;
import org.retzef.basket.Desk;
import org.retzef.basket.OtherTransaction;
import org.retzef.basket.receipt.AskedFamilies.Asked;
import org.retzef.platform.paging.Ids;
import org.retzef.platform.testing.Patiently;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestEvent;
import org.retzef.platform.testing.TestEvents;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;

/**
 * Two people say that a delivery never came, so that its money goes back into the basket, in the
 * moment in which the family moves or is merged and takes its basket along.
 */
@RetzefIT
class OverrideWhileMovingIT implements ReceiptSurroundings {

  private static final String THERE = "IL.SOUTH.A0031.D1";

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;
  private AskedFamilies families;

  @BeforeEach
  void families() {
    families = new AskedFamilies(http, database);
  }

  /** Whoever confirms has the receipt and waits for its request when the family moves. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true, false, true})
  void neitherWaitsForTheOtherForEver(boolean merged) throws Exception {
    long deadlocks = Deadlocks.soFar(database);
    Asked asked = neverCame();
    String family = asked.receipt("familyId");
    var confirming = confirming(asked);
    try (var other = new OtherTransaction(database);
        var events = TestEvents.on("retzef.family.events")) {
      other.execute(locking(asked));
      var confirmed = CompletableFuture.supplyAsync(() -> Patiently.ask(confirming));
      other.awaitWaiting(1);
      events.publish(merged ? merged(family) : transferred(family));
      other.awaitWaiting(2);
      other.commit();
      assertThat(confirmed.get().getStatus().value()).isEqualTo(201);
    }
    await().until(() -> of(family), moved -> moved.equals("8000.00 " + THERE + " " + THERE));
    assertThat(Deadlocks.soFar(database)).isEqualTo(deadlocks);
  }

  private Asked neverCame() {
    Asked asked = families.asked("he");
    families.answers(asked, "NO", 200);
    String path = "/receipts/" + asked.receipt("id");
    Desk worker = asked.voucher().worker();
    worker
        .post(
            path + "/override",
            "{\"outcome\":\"DID_NOT_COME\",\"reasonCode\":\"SEEN_AT_HOME\"}",
            worker.eTag(path))
        .expectStatus()
        .isCreated();
    return asked;
  }

  private static String locking(Asked asked) {
    return "select from basket_request where id = '%s' for update"
        .formatted(asked.voucher().requestId());
  }

  /** By somebody who sees both departments, should it take until the family has moved. */
  private Supplier<WebTestClient.ResponseSpec> confirming(Asked asked) {
    Desk head = Desk.of(http, "head-1", "IL.SOUTH", "department-head");
    String path = "/receipts/" + asked.receipt("id");
    return () ->
        head.post(path + "/override/answer", "{\"answer\":\"CONFIRMED\"}", head.eTag(path));
  }

  private static TestEvent transferred(String family) {
    return TestEvent.of(
        "org.retzef.family.transferred.v1",
        family,
        2,
        "{\"familyId\":\"%s\",\"fromUnit\":\"%s\",\"unit\":\"%s\"}"
            .formatted(family, Desk.DEPARTMENT, THERE));
  }

  private static TestEvent merged(String family) {
    UUID survivor = UUID.randomUUID();
    return TestEvent.of(
        "org.retzef.family.merged.v1",
        survivor.toString(),
        1,
        """
        {"familyId": "%s", "mergedFamilyId": "%s", "mergeId": "%s", "unit": "%s",
         "mergedUnit": "%s", "undone": false}
        """
            .formatted(survivor, family, Ids.next(), THERE, Desk.DEPARTMENT));
  }

  /** What is free in the basket that was opened for it, and where that and its receipt are. */
  private String of(String family) {
    return database
        .sql(
            """
            select round(balance / 100.0, 2)::text || ' ' || basket.unit::text || ' ' || receipt.unit::text
                   as told
              from basket
              join receipt on basket_id = basket.id and receipt.family_id = basket.family_id
              join account on name = 'available/' || basket.id
             where opened_for = :family
            """)
        .bind("family", UUID.fromString(family))
        .map(row -> row.get("told", String.class))
        .one()
        .block();
  }
}
