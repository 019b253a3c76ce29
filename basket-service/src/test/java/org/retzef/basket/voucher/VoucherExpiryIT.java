package org.retzef.basket.voucher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.retzef.basket.AskedBasket.today;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestEvent;
import org.retzef.platform.testing.TestEvents;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** A voucher whose last day is over: what it still buys, and what becomes of its money. */
@RetzefIT
class VoucherExpiryIT {

  @RegisterExtension final ApprovedPurchase purchase = new ApprovedPurchase();

  @Autowired private VoucherExpiry expiry;

  @Test
  void anExpiredVoucherBuysNothingAndFreesItsMoneyOnce() {
    try (var events = TestEvents.on("retzef.basket.events")) {
      String voucher = purchase.signed();
      expire(voucher);
      Answers.refused(purchase.deliver(voucher, null, null), 409, "signature-invalid");
      signOnPaper(voucher);
      Answers.refused(purchase.deliver(voucher, null, null), 409, "voucher-expired");
      purchase.refused(
          """
          insert into delivery_part (id, voucher_id, amount, delivered_on, confirmed_by)
          values (uuidv7(), '%s', 1, current_date, 'x')
          """,
          voucher, "buys nothing");
      Mono.zip(expiry.expireAll(), expiry.expireAll()).block();
      assertThat(purchase.status()).isEqualTo("EXPIRED");
      assertThat(purchase.left()).isEqualTo("8000.00");
      Answers.refused(purchase.deliver(voucher, null, null), 409, "step-not-allowed");
      assertThat(events.await(3, purchase.request()))
          .extracting(TestEvent::type)
          .contains("org.retzef.voucher.expired.v1");
    }
  }

  @Test
  void buysOnItsLastDay() {
    String voucher = purchase.signed();
    purchase.execute(
        "update voucher set valid_until = date '" + today() + "' where id = '%s'", voucher);
    resign(voucher);
    expiry.expireAll().block();
    assertThat(purchase.status()).isEqualTo("ORDERED");
    purchase.deliver(voucher, null, null).expectStatus().isCreated();
    assertThat(purchase.status()).isEqualTo("DELIVERED");
  }

  @Test
  void whatCameInPartIsAskedAboutWhenItIsOverAndCameOnTheDayOfItsLastPart() {
    try (var events = TestEvents.on("retzef.basket.events")) {
      String voucher = purchase.signed();
      for (int daysAgo : new int[] {5, 3, 4}) {
        purchase.execute(
            """
            insert into delivery_part (id, voucher_id, amount, delivered_on, confirmed_by)
            values (uuidv7(), '%%s', 10000, date '%s', 'x')
            """
                .formatted(today().minusDays(daysAgo)),
            voucher);
      }
      expire(voucher);
      expiry.expireAll().block();
      String lastPart = today().minusDays(3).toString();
      assertThat(purchase.status()).isEqualTo("DELIVERED");
      JsonNode seen = purchase.worker().read("/vouchers/" + voucher);
      assertThat(seen.get("delivered").asString()).isEqualTo("300.00");
      assertThat(seen.get("deliveredOn").asString()).isEqualTo(lastPart);
      TestEvent told = events.await(3, purchase.request()).getLast();
      assertThat(told.type()).isEqualTo("org.retzef.delivery.confirmed.v1");
      assertThat(told.json()).contains("\"deliveredOn\":\"" + lastPart + "\"");
    }
  }

  private void expire(String voucher) {
    purchase.execute("update voucher set valid_until = current_date - 2 where id = '%s'", voucher);
  }

  /** As if it had been signed on paper while it was good. */
  private void signOnPaper(String voucher) {
    purchase.execute(
        """
        update voucher set signature = null, content_hash = null, key_id = null, signed_by = null,
               signed_at = null, paper_signed_on = issued_on, paper_noted_by = 'test'
         where id = '%s'
        """,
        voucher);
  }

  /** As if it had been issued so long ago. */
  private void resign(String voucher) {
    purchase.execute(
        """
        update voucher set signature = null, content_hash = null, key_id = null, signed_by = null,
               signed_at = null,
               content = regexp_replace(content, '"validUntil":"[^"]*"',
                                        '"validUntil":"' || valid_until || '"')
         where id = '%s'
        """,
        voucher);
    purchase.sign(voucher);
  }
}
