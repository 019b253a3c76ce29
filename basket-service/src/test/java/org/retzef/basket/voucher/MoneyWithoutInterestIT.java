package org.retzef.basket.voucher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.retzef.basket.AskedBasket.today;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.retzef.basket.DeclaredConflict;
import org.retzef.basket.Desk;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.RetzefIT;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;

/**
 * Who belongs to a family moves none of its money, also where nothing is decided (decision 0046).
 */
@RetzefIT
class MoneyWithoutInterestIT {

  private static final String REFUSED = "conflict-of-interest";

  @RegisterExtension final ApprovedPurchase purchase = new ApprovedPurchase();

  private final PaymentDesk desk = new PaymentDesk(purchase);

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;

  @Test
  void whoBelongsToTheFamilyChangesNoBasketOfIts() {
    String adjustments = "/baskets/" + purchase.basket() + "/adjustments";
    String more =
        "{\"direction\": \"INCREASE\", \"amount\": \"100.00\", \"reasonCode\": \"FAMILY_CHANGED\"}";
    DeclaredConflict conflict = declared("basket-2");
    Answers.refused(second().post(adjustments, more), 409, REFUSED);
    assertThat(purchase.left()).isEqualTo("6100.00");
    purchase.manager().post(adjustments, more).expectStatus().isCreated();
    conflict.end();
    second().post(adjustments, more).expectStatus().isCreated();
    assertThat(purchase.left()).isEqualTo("6300.00");
  }

  @Test
  void whoBelongsToTheFamilyPaysNoVendorForIt() {
    String voucher = desk.received();
    declared("head-1");
    Answers.refused(desk.pay(purchase.head(), voucher, null), 409, REFUSED);
    assertThat(purchase.status()).isEqualTo("RECEIVED");
    desk.pay(second(), voucher, null).expectStatus().isCreated();
    assertThat(purchase.status()).isEqualTo("PAID");
  }

  @Test
  void whoBelongsToTheFamilyGivesItOfNoDonationAndOfAFileToTheOthersOnly() {
    UUID family = UUID.fromString(purchase.familyId());
    UUID other = UUID.randomUUID();
    knows(family, other);
    String donation =
        Answers.id(
            purchase
                .manager()
                .post(
                    "/donations",
                    """
                    {"donor": "SOMEBODY", "kind": "COMPUTER", "quantity": 3,
                     "receivedOn": "2020-04-01"}
                    """));
    String distributions = "/donations/" + donation + "/distributions";
    declared("basket-2");
    Answers.refused(second().post(distributions, gift(family)), 409, REFUSED);
    for (boolean dry : new boolean[] {true, false}) {
      JsonNode run = imports(distributions, dry, gift(family) + "\n" + gift(other) + "\n");
      assertThat(run.get("done").asInt()).isEqualTo(1);
      assertThat(run.get("faults").toString())
          .isEqualTo("[{\"row\":1,\"field\":\"familyId\",\"code\":\"conflict-of-interest\"}]");
    }
    purchase.manager().post(distributions, gift(family)).expectStatus().isCreated();
    assertThat(second().read("/donations/" + donation).get("distributed").asInt()).isEqualTo(2);
  }

  private void knows(UUID... families) {
    database
        .sql(
            """
            insert into known_family select id, 'IL.SOUTH.A2630.D1' from unnest(:ids::uuid[]) id
            on conflict do nothing
            """)
        .bind("ids", families)
        .then()
        .block();
  }

  private static String gift(UUID family) {
    return "{\"familyId\": \"%s\", \"quantity\": 1, \"distributedOn\": \"%s\"}"
        .formatted(family, today());
  }

  private JsonNode imports(String distributions, boolean dry, String lines) {
    ResponseSpec accepted =
        second()
            .sendFile(distributions + "/imports?dryRun=" + dry, "application/x-ndjson", lines)
            .expectStatus()
            .isAccepted();
    String path = distributions + "/imports/" + Answers.json(accepted).get("id").asString();
    return await()
        .until(() -> second().read(path), found -> found.get("status").asString().equals("DONE"));
  }

  private DeclaredConflict declared(String worker) {
    return DeclaredConflict.of(database, purchase.familyId(), worker);
  }

  private Desk second() {
    return Desk.of(http, "basket-2", "IL", "basket-manager");
  }
}
