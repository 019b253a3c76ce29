package org.retzef.reporting.money;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.reporting.OwnDistrict;

/** What is told of baskets and of payments in a district. */
final class MoneyNews {

  private final OwnDistrict district;

  MoneyNews(OwnDistrict district) {
    this.district = district;
  }

  void pay(String day, String amount, String categories) {
    pay(null, "A1", day, amount, categories);
  }

  void pay(@Nullable UUID family, String authority, String day, String amount, String categories) {
    UUID id = UUID.randomUUID();
    district.tell(
        "payment.recorded",
        id,
        """
        {"paymentId": "%s", "familyId": %s, "unit": "%s.%s.D1", "categories": ["%s"],
         "amount": "%s", "paidOn": "%s"}
        """
            .formatted(
                id,
                family == null ? null : "\"" + family + "\"",
                district,
                authority,
                categories,
                amount,
                day));
  }

  void payFrom(String day, String amount, String one, String ofOne, String other, String ofOther) {
    UUID id = UUID.randomUUID();
    district.tell(
        "payment.recorded",
        id,
        """
        {"paymentId": "%s", "familyId": "%s", "unit": "%s.A1.D1", "track": "NOSHMIM_ROUTINE",
         "categories": ["FOOD"], "amount": "%s", "paidOn": "%s",
         "sources": [{"source": "%s", "amount": "%s"}, {"source": "%s", "amount": "%s"}]}
        """
            .formatted(id, UUID.randomUUID(), district, amount, day, one, ofOne, other, ofOther));
  }

  void opens(UUID basket) {
    opens(basket, UUID.randomUUID(), district.toString());
  }

  void opens(UUID basket, UUID family, String unit) {
    district.tell(
        "basket.opened",
        basket,
        """
        {"basketId": "%s", "familyId": "%s", "enrolmentId": "%s", "unit": "%s",
         "programme": "NOSHMIM", "track": "NOSHMIM_ROUTINE", "from": "2019-02-01",
         "until": "2020-01-31", "budgetYear": 2019, "ceiling": "8000.00"}
        """
            .formatted(basket, family, UUID.randomUUID(), unit));
  }

  void closes(UUID basket, String reason) {
    district.tell(
        "basket.adjusted",
        basket,
        """
        {"basketId": "%s", "familyId": "%s", "unit": "%s", "track": "NOSHMIM_ROUTINE",
         "status": "CLOSED", "change": "-8000.00", "reasonCode": "%s",
         "effectiveOn": "2019-02-01", "ceiling": "0.00"}
        """
            .formatted(basket, UUID.randomUUID(), district, reason));
  }

  void adjusts(UUID basket, UUID family, String change, String status, String day, String ceiling) {
    district.tell(
        "basket.adjusted",
        basket,
        """
        {"basketId": "%s", "familyId": "%s", "unit": "%s.A2.D1", "track": "NOSHMIM_ROUTINE",
         "status": "%s", "change": "%s", "reasonCode": "MEMBER_LEFT",
         "effectiveOn": "%s", "ceiling": "%s"}
        """
            .formatted(basket, family, district, status, change, day, ceiling));
  }
}
