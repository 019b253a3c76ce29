package org.retzef.reporting.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.reporting.OwnDistrict;
import tools.jackson.databind.JsonNode;

/** What is paid and what is in baskets, to the agora: when, for what, by whom and where. */
@RetzefIT
class MoneyFiguresIT {

  @RegisterExtension final OwnDistrict district = new OwnDistrict();

  private final MoneyNews money = new MoneyNews(district);

  @Test
  void addsUpMoneyOfATimeByCategory() {
    for (int day = 1; day <= 3; day++) {
      money.pay("2019-02-0" + day, "100.01", "FOOD");
      money.pay("2019-03-0" + day, "50.00", "RENT\", \"FOOD");
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
    money.payFrom("2019-02-28", "100.01", "MINISTRY", "75.01", "JDC_ISRAEL", "25.00");
    money.payFrom("2019-03-01", "50.00", "MINISTRY", "37.50", "JDC_ISRAEL", "12.50");
    money.payFrom("2019-03-10", "0.02", "MINISTRY", "0.01", "RASHI_FOUNDATION", "0.01");
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

  @Test
  void countsABasketWhoseEnrolmentWasCalledOffOnNoDay() {
    UUID basket = UUID.randomUUID();
    UUID used = UUID.randomUUID();
    money.opens(basket);
    money.opens(used);
    district.awaitTotal("/api/v1/indicators/baskets_opened", 2);
    money.closes(basket, "ENROLMENT_CALLED_OFF");
    district.awaitTotal("/api/v1/indicators/baskets_opened", 1);
    money.closes(used, "ENROLMENT_ENDED");
    money.opens(UUID.randomUUID());
    district.awaitTotal("/api/v1/indicators/baskets_opened", 2);
  }

  /**
   * Decision 0081: what the family's new department changes, it changes of the old one's budget.
   */
  @Test
  void aCeilingStaysWhereItsBasketOpenedAndPaymentsCountWhereTheFamilyIs() {
    UUID basket = UUID.randomUUID();
    UUID family = UUID.randomUUID();
    money.opens(basket, family, district + ".A1.D1");
    district.tell(
        "family.transferred",
        family,
        "{\"familyId\": \"%1$s\", \"fromUnit\": \"%2$s.A1.D1\", \"unit\": \"%2$s.A2.D1\"}"
            .formatted(family, district));
    money.adjusts(basket, family, "-500.00", "OPEN", "2019-03-01", "7500.00");
    money.pay(family, "A2", "2019-03-02", "300.00", "FOOD");
    money.adjusts(basket, family, "-7200.00", "CLOSED", "2019-03-05", "300.00");
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
}
