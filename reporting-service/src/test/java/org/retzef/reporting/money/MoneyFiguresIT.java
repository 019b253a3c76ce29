package org.retzef.reporting.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestEvent;
import org.retzef.reporting.OwnDistrict;
import tools.jackson.databind.JsonNode;

/** What is budgeted and paid, to the agora, and what of it cannot be true together. */
@RetzefIT
class MoneyFiguresIT {

  private static final String UNDONE =
      "\"reasonCode\": \"WRONG_AMOUNT\", \"reversedOn\": \"2019-03-05\"";

  @RegisterExtension final OwnDistrict district = new OwnDistrict();

  @Test
  void addsUpMoneyOfATimeByCategory() {
    for (int day = 1; day <= 3; day++) {
      pay("2019-02-0" + day, "100.01", "FOOD");
      pay("2019-03-0" + day, "50.00", "RENT\", \"FOOD");
    }
    String code = "/api/v1/indicators/money_paid";
    await()
        .untilAsserted(
            () ->
                assertThat(
                        district
                            .get(code + "?" + district.where())
                            .get("total")
                            .get("amount")
                            .asString())
                    .isEqualTo("450.03"));
    JsonNode march = district.get(code + "?by=category&from=2019-03-02&" + district.where());
    assertThat(march.get("total").get("amount").asString()).isEqualTo("100.00");
    assertThat(OwnDistrict.amountsByKey(march)).containsExactly("FOOD 100.00", "RENT 100.00");
    district
        .exchange("/api/v1/exports/money_paid?by=category&" + district.where())
        .expectStatus()
        .isOk()
        .expectHeader()
        .valueEquals("Content-Disposition", "attachment; filename=\"money_paid-2019-03-10.csv\"")
        .expectBody(String.class)
        .value(csv -> assertThat(csv).contains("RENT,,150.00", district + ",,450.03"));
    JsonNode rows = district.get("/api/v1/lineage/money_paid?from=2019-03-02&" + district.where());
    assertThat(rows.get("value").asLong()).isEqualTo(10_000);
    assertThat(OwnDistrict.amounts(rows)).isEqualTo(10_000);
  }

  /** What a source of money bears is paid in the month, in the whole and to the agora. */
  @Test
  void addsUpWhatIsPaidBySourceAndByMonth() {
    payFrom("2019-02-28", "100.01", "MINISTRY", "75.01", "JDC_ISRAEL", "25.00");
    payFrom("2019-03-01", "50.00", "MINISTRY", "37.50", "JDC_ISRAEL", "12.50");
    payFrom("2019-03-10", "0.02", "MINISTRY", "0.01", "RASHI_FOUNDATION", "0.01");
    String bySource = "/api/v1/indicators/money_paid_by_source?by=source&" + district.where();
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(OwnDistrict.amountsByKey(district.get(bySource)))
                    .containsExactly(
                        "JDC_ISRAEL 37.50", "MINISTRY 112.52", "RASHI_FOUNDATION 0.01"));
    assertThat(OwnDistrict.amountsByKey(district.get(bySource + "&from=2019-03-01")))
        .containsExactly("JDC_ISRAEL 12.50", "MINISTRY 37.51", "RASHI_FOUNDATION 0.01");
    for (String code : List.of("money_paid", "money_paid_by_source")) {
      String months =
          "/api/v1/indicators/" + code + "?by=month&from=2019-01-01&" + district.where();
      assertThat(OwnDistrict.amountsByKey(district.get(months)))
          .as(code)
          .containsExactly("2019-01 0.00", "2019-02 100.01", "2019-03 50.02");
    }
  }

  /** A loan is no grant, in every report (B12): nothing moves but what is lent. */
  @Test
  void aLoanMovesNoFigureButWhatIsLent() {
    UUID family = UUID.randomUUID();
    opens(UUID.randomUUID(), family, district + ".A1.D1");
    pay(family, "A1", "2019-03-02", "300.00", "FOOD");
    pay(family, "A1", "2019-03-03", "20.00", "RENT");
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

  /** Decision 0109; the family has moved meanwhile, and its payment counts where it was made. */
  @Test
  void takesAwayWhatWasPaidAndUndoneFromThatDayOn() {
    UUID request = UUID.randomUUID();
    UUID payment = UUID.randomUUID();
    UUID family = UUID.randomUUID();
    tellOfPayment("recorded", request, payment, family, "A1", "\"paidOn\": \"2019-02-10\"");
    payFrom("2019-02-11", "50.00", "MINISTRY", "37.50", "JDC_ISRAEL", "12.50");
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

  private void payFrom(
      String day, String amount, String one, String ofOne, String other, String ofOther) {
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

  private void pay(String day, String amount, String categories) {
    pay(null, "A1", day, amount, categories);
  }

  private void pay(
      @Nullable UUID family, String authority, String day, String amount, String categories) {
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

  @Test
  void countsABasketWhoseEnrolmentWasCalledOffOnNoDay() {
    UUID basket = UUID.randomUUID();
    UUID used = UUID.randomUUID();
    opens(basket);
    opens(used);
    district.awaitTotal("/api/v1/indicators/baskets_opened", 2);
    closes(basket, "ENROLMENT_CALLED_OFF");
    district.awaitTotal("/api/v1/indicators/baskets_opened", 1);
    closes(used, "ENROLMENT_ENDED");
    opens(UUID.randomUUID());
    district.awaitTotal("/api/v1/indicators/baskets_opened", 2);
  }

  private void opens(UUID basket) {
    opens(basket, UUID.randomUUID(), district.toString());
  }

  private void opens(UUID basket, UUID family, String unit) {
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

  private void closes(UUID basket, String reason) {
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

  /**
   * Decision 0081: what the family's new department changes, it changes of the old one's budget.
   */
  @Test
  void aCeilingStaysWhereItsBasketOpenedAndPaymentsCountWhereTheFamilyIs() {
    UUID basket = UUID.randomUUID();
    UUID family = UUID.randomUUID();
    opens(basket, family, district + ".A1.D1");
    district.tell(
        "family.transferred",
        family,
        "{\"familyId\": \"%1$s\", \"fromUnit\": \"%2$s.A1.D1\", \"unit\": \"%2$s.A2.D1\"}"
            .formatted(family, district));
    adjusts(basket, family, "-500.00", "OPEN", "2019-03-01", "7500.00");
    pay(family, "A2", "2019-03-02", "300.00", "FOOD");
    adjusts(basket, family, "-7200.00", "CLOSED", "2019-03-05", "300.00");
    String code = "/api/v1/indicators/money_in_baskets?by=authority&unit=" + district + "&to=";
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(OwnDistrict.amountsByKey(district.get(code + "2019-03-05")))
                    .containsExactly(district + ".A1 300.00"));
    assertThat(OwnDistrict.amountsByKey(district.get(code + "2019-03-04")))
        .containsExactly(district + ".A1 7500.00");
    assertThat(district.get(code + "2019-03-04").get("total").get("amount").asString())
        .isEqualTo("7500.00");
    assertThat(
            OwnDistrict.amounts(
                district.get(
                    "/api/v1/lineage/money_in_baskets?unit=%s.A1&to=2019-03-05"
                        .formatted(district))))
        .isEqualTo(30_000);
    await()
        .untilAsserted(
            () ->
                assertThat(
                        OwnDistrict.amountsByKey(
                            district.get(
                                "/api/v1/indicators/money_paid?by=authority&" + district.where())))
                    .containsExactly(district + ".A2 300.00"));
  }

  private void adjusts(
      UUID basket, UUID family, String change, String status, String day, String ceiling) {
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

  /** A plan's later version takes back what an earlier one said. */
  @Test
  void aContradictionGoesAwayWithThePlanThatIsMended() {
    String track = "MENDED_" + district.toString().substring("IL.".length());
    UUID budget = UUID.randomUUID();
    district.tell(
        "budget.loaded",
        budget,
        """
        {"budgetId": "%s", "year": 2018, "families": 360, "total": "2880000.00", "rows": [
          {"track": "%s", "families": 360, "basket": "8000.00", "total": "2880000.00"}]}
        """
            .formatted(budget, track));
    district.feed().tell(district.feed().planned("MIFGASH", track, "2018", 400, 1));
    await().untilAsserted(() -> assertThat(contradictions(track)).hasSize(1));
    district.feed().tell(district.feed().planned("MIFGASH", track, "2018", 360, 2));
    await().untilAsserted(() -> assertThat(contradictions(track)).isEmpty());
  }

  private List<JsonNode> contradictions(String track) {
    return district
        .get("/api/v1/contradictions")
        .get("items")
        .valueStream()
        .filter(one -> one.get("track").asString().equals(track))
        .toList();
  }

  @Test
  void reportsThatTheBudgetAndTheNewsletterDoNotFit() {
    UUID budget = UUID.randomUUID();
    district.tell(
        "budget.loaded",
        budget,
        """
        {"budgetId": "%s", "year": 2021, "families": 3430, "total": "27440000.00", "rows": [
          {"track": "NOSHMIM_ROUTINE", "families": 3280, "basket": "8000.00", "total": "26240000.00"},
          {"track": "MAPA", "families": 150, "basket": "8000.00", "total": "1200000.00"}]}
        """
            .formatted(budget));
    await()
        .untilAsserted(
            () -> {
              List<String> found = new ArrayList<>();
              for (JsonNode one : district.get("/api/v1/contradictions").get("items")) {
                found.add(
                    "%s: %s against %s"
                        .formatted(
                            one.get("track").asString(),
                            one.get("one").get("families"),
                            one.get("other").get("families")));
              }
              assertThat(found)
                  .contains("NOSHMIM_ROUTINE: 3280 against 3494", "MAPA: 150 against 176");
            });
  }

  /** All that S0 says of 2021's money, and the sum of all sources, which it does not print. */
  @Test
  void addsUpTheBudgetsOf2021BySourceToTheAgora() {
    district.tell(
        "budget.loaded",
        UUID.randomUUID(),
        """
        {"budgetId": "%s", "year": 2011, "families": 4990, "total": "59045000.00", "rows": [
          {"track": "ALL_EIGHT", "families": 4990, "basket": "0.00", "total": "59045000.00",
           "sources": [{"source": "MINISTRY", "amount": "59045000.00"}]}]}
        """
            .formatted(UUID.randomUUID()));
    district.tell(
        "envelope.loaded",
        UUID.randomUUID(),
        """
        {"year": 2011, "total": "4184775.00",
         "lines": [{"line": "OTHER_EIGHT", "amount": "3985500.00"},
                   {"line": "OVERHEAD", "amount": "199275.00"}],
         "sources": [{"source": "MINISTRY", "amount": "3138581.25"},
                     {"source": "JDC_ISRAEL", "amount": "523096.88"},
                     {"source": "RASHI_FOUNDATION", "amount": "523096.87"}]}
        """);
    String year = "?to=2011-07-01&by=";
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(
                        OwnDistrict.amountsByKey(
                            district.get(
                                "/api/v1/indicators/money_budgeted_by_source" + year + "source")))
                    .containsExactly(
                        "JDC_ISRAEL 523096.88",
                        "MINISTRY 62183581.25",
                        "RASHI_FOUNDATION 523096.87"));
    JsonNode funds = district.get("/api/v1/indicators/money_budgeted_by_source" + year + "fund");
    assertThat(funds.get("total").get("amount").asString()).isEqualTo("63229775.00");
    assertThat(OwnDistrict.amountsByKey(funds))
        .containsExactly("BASKETS 59045000.00", "ENVELOPE 4184775.00");
    assertThat(
            OwnDistrict.amountsByKey(
                district.get("/api/v1/indicators/envelope_budgeted" + year + "line")))
        .containsExactly("OTHER_EIGHT 3985500.00", "OVERHEAD 199275.00");
  }
}
