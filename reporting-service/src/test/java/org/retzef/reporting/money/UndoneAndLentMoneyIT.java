package org.retzef.reporting.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestEvent;
import org.retzef.reporting.OwnDistrict;
import tools.jackson.databind.JsonNode;

/** Of a payment that was undone no money is left, and of a loan none is paid. */
@RetzefIT
class UndoneAndLentMoneyIT {

  private static final String UNDONE =
      "\"reasonCode\": \"WRONG_AMOUNT\", \"reversedOn\": \"2019-03-05\"";

  @RegisterExtension final OwnDistrict district = new OwnDistrict();

  private final MoneyNews money = new MoneyNews(district);

  /** Decision 0109; the family has moved meanwhile, and its payment counts where it was made. */
  @Test
  void takesAwayWhatWasPaidAndUndoneFromThatDayOn() {
    UUID request = UUID.randomUUID();
    UUID payment = UUID.randomUUID();
    UUID family = UUID.randomUUID();
    tellOfPayment("recorded", request, payment, family, "A1", "\"paidOn\": \"2019-02-10\"");
    money.payFrom("2019-02-11", "50.00", "MINISTRY", "37.50", "JDC_ISRAEL", "12.50");
    district.awaitTotal("/api/v1/indicators/families_paid", 2);
    tellOfPayment("reversed", request, payment, family, "A2", UNDONE);
    district.awaitTotal("/api/v1/indicators/families_paid", 1);
    String paid = "/api/v1/indicators/money_paid?";
    String bySource = "/api/v1/indicators/money_paid_by_source?by=source&";
    assertThat(
            OwnDistrict.amountsByKey(
                district.get(paid + "by=month&from=2019-01-01&" + district.where())))
        .containsExactly("2019-01 0.00", "2019-02 150.01", "2019-03 -100.01");
    assertThat(OwnDistrict.amountsByKey(district.get(bySource + district.where())))
        .containsExactly("JDC_ISRAEL 12.50", "MINISTRY 37.50");
    assertThat(OwnDistrict.amountsByKey(district.get(paid + "by=category&" + district.where())))
        .containsExactly("FOOD 50.00");
    assertThat(amount(paid + "unit=" + district + ".A1&to=2019-03-10")).isEqualTo("50.00");
    assertThat(amount(paid + "unit=" + district + ".A1&to=2019-03-04")).isEqualTo("150.01");
    assertThat(amount(paid + "unit=" + district + ".A2&to=2019-03-10")).isEqualTo("0.00");
    tellOfPayment(
        "recorded", request, UUID.randomUUID(), family, "A2", "\"paidOn\": \"2019-03-06\"");
    district.awaitTotal("/api/v1/indicators/families_paid", 2);
    assertThat(amount(paid + "unit=" + district + ".A2&to=2019-03-10")).isEqualTo("100.01");
    assertThat(amount(paid + district.where())).isEqualTo("150.01");
  }

  private String amount(String uri) {
    return district.get(uri).get("total").get("amount").asString();
  }

  /** Twice, as may happen. */
  private void tellOfPayment(
      String what, UUID request, UUID payment, UUID family, String authority, String more) {
    TestEvent event =
        district
            .feed()
            .next(
                "org.retzef.payment." + what + ".v1",
                request.toString(),
                """
                {"paymentId": "%s", "familyId": "%s", "unit": "%s.%s.D1",
                 "track": "NOSHMIM_ROUTINE", "categories": ["FOOD"], "amount": "100.01",
                 "sources": [{"source": "MINISTRY", "amount": "75.01"},
                             {"source": "JDC_ISRAEL", "amount": "25.00"}], %s}
                """
                    .formatted(payment, family, district, authority, more));
    district.feed().tell(event);
    district.feed().tell(event);
  }

  /** A loan is no grant, in every report (B12): nothing moves but what is lent. */
  @Test
  void aLoanMovesNoFigureButWhatIsLent() {
    UUID family = UUID.randomUUID();
    money.opens(UUID.randomUUID(), family, district + ".A1.D1");
    money.pay(family, "A1", "2019-03-02", "300.00", "FOOD");
    money.pay(family, "A1", "2019-03-03", "20.00", "RENT");
    awaitAmount("money_paid", "320.00");
    district.awaitTotal("/api/v1/indicators/baskets_opened", 1);
    Map<String, JsonNode> before = everyFigure();
    lends(family, "5000.00");
    awaitAmount("money_lent", "5000.00");
    Map<String, JsonNode> after = everyFigure();
    assertThat(after.keySet()).hasSizeGreaterThan(90).isEqualTo(before.keySet());
    after.values().removeAll(before.values());
    assertThat(after.keySet())
        .containsExactlyInAnyOrder("money_lent", "families_lent", "families_lent_in_month");
  }

  private void lends(UUID family, String principal) {
    UUID loan = UUID.randomUUID();
    district.tell(
        "loan.granted",
        loan,
        """
        {"loanId": "%s", "familyId": "%s", "unit": "%s.A1.D1", "principal": "%s",
         "instalments": 24, "firstDueOn": "2019-04-10", "grantedOn": "2019-03-04"}
        """
            .formatted(loan, family, district, principal));
  }

  private void awaitAmount(String code, String amount) {
    String uri = "/api/v1/indicators/" + code + "?" + district.where();
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(district.get(uri).get("total").get("amount").asString())
                    .isEqualTo(amount));
  }

  /** Of each indicator, the whole answer by months. */
  private Map<String, JsonNode> everyFigure() {
    Map<String, JsonNode> figures = new TreeMap<>();
    for (JsonNode indicator : district.get("/api/v1/indicators").get("items")) {
      String code = indicator.get("code").asString();
      String months = "?by=month&from=2019-01-01&" + district.where();
      figures.put(code, district.get("/api/v1/indicators/" + code + months));
    }
    return figures;
  }
}
