package org.retzef.reporting.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestTokens;
import org.retzef.reporting.OwnDistrict;
import org.retzef.reporting.WholeCountry;
import tools.jackson.databind.JsonNode;

/** Times and days, subtracted from each other. */
@RetzefIT
@WholeCountry
class SmallTimesAttackIT {

  private static final String YEAR = "1973";
  private static final String YEAR_OF_DAYS = "1974";
  private static final String YEAR_OF_ENDS = "1972";

  @RegisterExtension final OwnDistrict south = new OwnDistrict();
  @RegisterExtension final OwnDistrict north = new OwnDistrict();

  private final SubtractionAttack attack =
      new SubtractionAttack(south, north, "from=" + YEAR + "-03-01&to=" + YEAR + "-03-31");

  /** All have been paid for before; of those of a time only some are. */
  @Test
  void tellsNoMoneyOfATimesFewFamilies() {
    Random random = new Random(7);
    attack.inEachDepartment(
        SubtractionAttack.TRACKS,
        (district, department, track) -> {
          List<UUID> known = FewFamilies.ids(12);
          FewFamilies.pay(district, department, track, known, YEAR + "-01-20");
          List<UUID> again = known.subList(0, FewFamilies.few(random));
          attack.payFor(district, department, track, again, YEAR + "-03-05");
        });
    attack.with(SubtractionAttack.MONEY);
  }

  /** In March a few begin, and a few of those known are paid for again. */
  @Test
  void tellsNothingToWhoSubtractsTheEndsOfMonths() {
    SubtractionAttack begun = until("02-28");
    SubtractionAttack begunSince = until("03-31");
    SubtractionAttack paid = until("02-28");
    SubtractionAttack paidSince = until("03-31");
    Random random = new Random(13);
    begun.inEachDepartment(
        SubtractionAttack.TRACKS,
        (district, department, track) -> {
          String unit = district + department;
          int many = FewFamilies.many(random);
          int few = random.nextInt(5);
          FewFamilies.enrol(district, department, track, many, YEAR_OF_ENDS + "-01-20");
          FewFamilies.enrol(district, department, track, few, YEAR_OF_ENDS + "-03-11");
          begun.count(unit, track, many, many);
          begunSince.count(unit, track, many + few, many + few);
          List<UUID> known = FewFamilies.ids(many);
          paid.payFor(district, department, track, known, YEAR_OF_ENDS + "-01-20");
          paidSince.countPayments(unit, track, many);
          List<UUID> again = known.subList(0, few);
          paidSince.payFor(district, department, track, again, YEAR_OF_ENDS + "-03-11");
        });
    begunSince.withTheChange(SubtractionAttack.FAMILIES, begun);
    paidSince.withTheChange(SubtractionAttack.MONEY, paid);
  }

  private SubtractionAttack until(String day) {
    return new SubtractionAttack(south, north, "to=" + YEAR_OF_ENDS + "-" + day);
  }

  /** On the 11th one family begins; it is in the figures of the month, and in none of a day. */
  @Test
  void tellsNothingToWhoSubtractsDays() {
    String track = SubtractionAttack.TRACKS.getFirst();
    FewFamilies.enrol(south, ".A1.D1", track, 40, YEAR_OF_DAYS + "-02-05");
    FewFamilies.enrol(south, ".A1.D1", track, 1, YEAR_OF_DAYS + "-03-11");
    FewFamilies.pay(south, ".A1.D1", track, FewFamilies.ids(9), YEAR_OF_DAYS + "-03-03");
    FewFamilies.pay(south, ".A1.D1", track, FewFamilies.ids(1), YEAR_OF_DAYS + "-03-11");
    String manager = TestTokens.token("m-1", "IL", "national-manager");
    await()
        .untilAsserted(
            () -> {
              assertThat(ofDays(manager, "active_families_noshmim?to=").values())
                  .contains("40", "41");
              assertThat(ofDays(manager, "money_paid?to=").values())
                  .contains("36036.00", "40036.00");
            });
    for (String role : SubtractionAttack.HIDDEN_FROM) {
      String token = TestTokens.token("a-1", "IL", role);
      for (String question :
          List.of(
              "active_families_noshmim?to=",
              "money_paid?to=",
              "money_paid?from=%s-02-01&to=".formatted(YEAR_OF_DAYS),
              "money_paid?to=%s-05-06&from=".formatted(YEAR_OF_DAYS))) {
        assertThat(ofDays(token, question).keySet())
            .as("%s asks %s", role, question)
            .allMatch(SmallTimesAttackIT::isOfWholeMonths);
      }
    }
  }

  /** The figures of one department by the time that they are said to be of, asked for by days. */
  private Map<String, String> ofDays(String token, String question) {
    Map<String, String> figures = new TreeMap<>();
    for (LocalDate day = LocalDate.parse(YEAR_OF_DAYS + "-02-27");
        day.isBefore(LocalDate.parse(YEAR_OF_DAYS + "-05-02"));
        day = day.plusDays(1)) {
      JsonNode answer =
          south.get(token, "/api/v1/indicators/" + question + day + "&unit=" + south + ".A1.D1");
      JsonNode total = answer.get("total");
      String figure =
          total.get("amount").isNull()
              ? total.get("value").asString()
              : total.get("amount").asString();
      String before =
          figures.put(answer.get("from").asString("") + " " + answer.get("to").asString(), figure);
      assertThat(before).isIn(null, figure);
    }
    return figures;
  }

  private static boolean isOfWholeMonths(String time) {
    String[] days = time.split(" ");
    return (days[0].isEmpty() || days[0].endsWith("-01"))
        && LocalDate.parse(days[1]).plusDays(1).getDayOfMonth() == 1;
  }
}
