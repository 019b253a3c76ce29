package org.retzef.basket.voucher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.retzef.basket.voucher.PaymentDesk.WRONG;
import static org.retzef.basket.voucher.PaymentDesk.reversal;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.retzef.basket.DeclaredConflict;
import org.retzef.basket.Desk;
import org.retzef.basket.Race;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.Patiently;
import org.retzef.platform.testing.RetzefIT;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** By whom a payment is undone, of whose family, upon what they saw, and how often. */
@RetzefIT
class PermittedReversalIT {

  @RegisterExtension final ApprovedPurchase purchase = new ApprovedPurchase();

  private final PaymentDesk desk = new PaymentDesk(purchase);

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;

  @Test
  void isUndoneByNobodyWhoMayNotAndNotWithoutAReason() {
    String voucher = desk.received();
    Answers.refused(desk.reverse(purchase.manager(), voucher), 409, "not-paid");
    desk.pay(purchase.head(), voucher, null).expectStatus().isCreated();
    Answers.refused(desk.reverse(purchase.head(), voucher), 409, "own-payment");
    for (Desk other :
        List.of(
            purchase.worker(),
            purchase.vendor(),
            Desk.of(http, "national-1", "IL", "national-manager"))) {
      desk.reverse(other, voucher).expectStatus().isForbidden();
    }
    Answers.refused(
        desk.reverse(Desk.of(http, "head-2", "IL.SOUTH.A0070.D1", "department-head"), voucher),
        404,
        "voucher-not-found");
    String path = reversal(voucher);
    String eTag = purchase.eTag(voucher);
    assertThat(Answers.faults(purchase.manager().post(path, "{}", eTag)))
        .containsExactly("reasonCode required");
    purchase
        .manager()
        .post(path, "{\"reasonCode\":\"LIKED_NOT\"}", eTag)
        .expectStatus()
        .isBadRequest();
    Answers.refused(purchase.manager().post(path, WRONG), 428, "if-match-required");
    Answers.refused(purchase.manager().post(path, WRONG, "\"1\""), 412, "state-changed");
    purchase.manager().send(HttpMethod.POST, path, WRONG, eTag, null).expectStatus().isBadRequest();
    desk.assertPayment(voucher, "PAID", "1900.00");
    desk.assertBasket("0.00", "1900.00", "6100.00");
  }

  /** Decision 0046. */
  @Test
  void isUndoneByNobodyWhoBelongsToTheFamily() {
    String voucher = desk.paid(null);
    DeclaredConflict tie = DeclaredConflict.of(database, purchase.familyId(), "basket-1");
    Answers.refused(desk.reverse(purchase.manager(), voucher), 409, "conflict-of-interest");
    desk.assertPayment(voucher, "PAID", "1900.00");
    tie.end();
    Answers.json(desk.reverse(purchase.manager(), voucher), 201);
  }

  @Test
  void isUndoneOnceByEightAtOnce() throws Exception {
    String voucher = desk.paid(null);
    String eTag = purchase.eTag(voucher);
    String path = reversal(voucher);
    List<Integer> statuses =
        Race.of(
            8,
            i ->
                Patiently.ask(
                        () ->
                            Desk.of(http, "head-" + (2 + i), Desk.DEPARTMENT, "department-head")
                                .post(path, WRONG, eTag))
                    .getStatus()
                    .value());
    assertThat(statuses).containsOnlyOnce(201).containsOnly(201, 409);
    desk.assertBasket("1900.00", "0.00", "6100.00");
    desk.assertProven();
  }

  @Test
  void answersARepeatedCommandAsTheFirst() {
    String voucher = desk.paid(null);
    String eTag = purchase.eTag(voucher);
    String path = reversal(voucher);
    String key = UUID.randomUUID().toString();
    Desk manager = purchase.manager();
    JsonNode first = Answers.json(manager.send(HttpMethod.POST, path, WRONG, eTag, key), 201);
    assertThat(Answers.json(manager.send(HttpMethod.POST, path, WRONG, eTag, key), 201))
        .isEqualTo(first);
    Answers.refused(manager.post(path, WRONG, eTag), 409, "not-paid");
    desk.assertBasket("1900.00", "0.00", "6100.00");
  }

  @Test
  void theDatabaseKeepsWhatWasUndone() {
    String voucher = desk.paid(null);
    String second =
        """
        insert into payment (id, voucher_id, amount, paid_by, paid_on)
        values (uuidv7(), '%s', 1, 'x', current_date)
        """;
    String undoing =
        """
        insert into payment_reversal (payment_id, reason_code, reversed_by, reversed_on)
        select id, 'OTHER', 'WHO', DAY from payment where voucher_id = '%s'
        """;
    purchase.refused(second, voucher, "is paid already");
    purchase.refused(
        undoing.replace("WHO", "head-1").replace("DAY", "paid_on"), voucher, "of their own");
    purchase.refused(undoing.replace("DAY", "paid_on - 1"), voucher, "was made later");
    Answers.json(desk.reverse(purchase.manager(), voucher), 201);
    purchase.refused(undoing.replace("DAY", "paid_on"), voucher, "payment_reversal_pkey");
    purchase.refused(
        "delete from payment_reversal where payment_id in"
            + " (select id from payment where voucher_id = '%s')",
        voucher, "is refused");
  }
}
