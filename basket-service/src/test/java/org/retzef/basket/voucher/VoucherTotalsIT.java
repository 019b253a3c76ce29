package org.retzef.basket.voucher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.retzef.basket.Desk;
import org.retzef.basket.Race;
import org.retzef.platform.testing.Patiently;
import org.retzef.platform.testing.RetzefIT;

/** Paid ≤ delivered ≤ ordered ≤ approved, whatever happens at once and past the service. */
@RetzefIT
class VoucherTotalsIT {

  @RegisterExtension final ApprovedPurchase purchase = new ApprovedPurchase();

  @Test
  void oneOfAHundredRedemptionsAtOnceSucceeds() throws Exception {
    String voucher = purchase.signed();
    String eTag = purchase.worker().eTag("/vouchers/" + voucher);
    List<Integer> statuses = Race.of(100, i -> redeems(i, voucher, eTag));
    assertThat(statuses.stream().filter(status -> status == 201)).hasSize(1);
    assertThat(statuses.stream().filter(status -> status == 409)).hasSize(99);
    assertThat(purchase.worker().read("/vouchers/" + voucher).get("delivered").asString())
        .isEqualTo("1900.00");
    assertThat(purchase.worker().read("/baskets/" + purchase.basket()).get("reserved").asString())
        .isEqualTo("1900.00");
  }

  /** Whoever was overtaken reads it again and insists, as an attacker would. */
  private int redeems(int who, String voucher, String eTag) {
    Desk desk = who % 2 == 0 ? purchase.worker() : purchase.vendor();
    String path = "/vouchers/" + voucher;
    int status = 412;
    String delivery = ApprovedPurchase.delivery(null, null);
    for (String seen = eTag; status == 412; seen = desk.eTag(path)) {
      String version = seen;
      status =
          Patiently.ask(() -> desk.post(path + "/delivery", delivery, version)).getStatus().value();
    }
    return status;
  }

  @Test
  void theDatabaseHoldsTheTotalsWhateverHappensAtOnce() throws Exception {
    String voucher = purchase.signed();
    List<Boolean> parts =
        Race.of(
            20,
            i ->
                done(
                    """
                    insert into delivery_part (id, voucher_id, amount, delivered_on, confirmed_by)
                    values (uuidv7(), '%s', 30000, current_date, 'x')
                    """,
                    voucher));
    assertThat(parts.stream().filter(done -> done)).hasSize(6);
    purchase.refused(
        """
        insert into delivery_part (id, voucher_id, amount, delivered_on, confirmed_by)
        values (uuidv7(), '%s', 10001, current_date, 'x')
        """,
        voucher, "delivered_up_to");
    for (String column : List.of("delivered", "invoiced", "paid", "ordered", "approved")) {
      purchase.refused(
          "update voucher set " + column + " = " + column + " + 1 where id = '%s'",
          voucher,
          "is refused");
    }
    purchase.refused(
        "update voucher set confirmed = delivered + 1 where id = '%s'", voucher, "confirmed_up_to");
    purchase.refused(
        """
        insert into payment (id, voucher_id, amount, paid_by, paid_on)
        values (uuidv7(), '%s', 1, 'x', current_date)
        """,
        voucher, "paid_up_to");
    purchase.refused(
        """
        insert into invoice (id, voucher_id, number, amount, issued_on, filed_by)
        values (uuidv7(), '%s', '1', 180001, current_date, 'x')
        """,
        voucher, "invoiced_up_to");
    purchase.refused("delete from delivery_part where voucher_id = '%s'", voucher, "is refused");
    String other = purchase.approved(Desk.request("100.00"));
    purchase.execute("update basket_request set status = 'ORDERED' where id = '%s'", other);
    purchase.refused(
        """
        insert into voucher (id, request_id, vendor_id, content, issued_by, issued_on, ordered)
        select uuidv7(), '%s', id, '{}', 'x', current_date, 10001 from vendor limit 1
        """,
        other, "ordered_up_to");
  }

  private boolean done(String sql, String id) {
    try {
      purchase.execute(sql, id);
      return true;
    } catch (RuntimeException refused) {
      return false;
    }
  }
}
