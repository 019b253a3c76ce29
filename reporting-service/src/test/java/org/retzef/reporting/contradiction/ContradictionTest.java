package org.retzef.reporting.contradiction;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.retzef.reporting.contradiction.Contradiction.Code;
import org.retzef.reporting.contradiction.Contradiction.Recorded;
import org.retzef.reporting.contradiction.Contradiction.Statement;

class ContradictionTest {

  private static final LocalDate DAY = LocalDate.of(2020, 9, 18);
  private static final Published NOSHMIM =
      new Published("S1", DAY, "active_families_noshmim", 2900, 83, "NOSHMIM_ROUTINE");
  private static final Published MAPA =
      new Published("S1", DAY, "active_families_mapa", 150, 85, "MAPA");

  @Test
  void knowsWhichPlansAPrintedShareCanMean() {
    assertThat(NOSHMIM.impliedPlan()).isEqualTo(new Published.ImpliedPlan(3474, 3515, 3494));
    assertThat(MAPA.impliedPlan()).isEqualTo(new Published.ImpliedPlan(176, 177, 176));
  }

  @Test
  void findsWhatTheBudgetAndTheNewsletterSayOfOnePlan() {
    List<Contradiction> found =
        Contradiction.among(
            List.of(NOSHMIM, MAPA),
            List.of(budget("NOSHMIM_ROUTINE", 3280), budget("MAPA", 150), budget("MIFGASH", 360)));
    assertThat(found)
        .extracting(one -> one.one().families() + " against " + one.other().families())
        .containsExactly("3280 against 3494", "150 against 176");
  }

  @Test
  void findsNothingWhereAllFits() {
    assertThat(
            Contradiction.among(
                List.of(NOSHMIM, MAPA),
                List.of(budget("NOSHMIM_ROUTINE", 3494), budget("MAPA", 177))))
        .isEmpty();
  }

  @Test
  void holdsAPrintedShareAgainstNoPlanOfAnotherTime() {
    Statement statement = new Statement("budget", DAY, 5000, null, null);
    assertThat(List.of(2019, 2020, 2021, 2022, 2030))
        .filteredOn(
            year ->
                !Contradiction.among(
                        List.of(NOSHMIM),
                        List.of(new Recorded("NOSHMIM_ROUTINE", year, true, statement)))
                    .isEmpty())
        .containsExactly(2020, 2021);
  }

  @Test
  void findsSeatsThatAreNotBudgetedFor() {
    Recorded seats =
        new Recorded("MIFGASH", 2021, false, new Statement("plan", DAY, 400, null, null));
    Recorded other =
        new Recorded("MIFGASH", 2022, false, new Statement("plan", DAY, 500, null, null));
    assertThat(Contradiction.among(List.of(), List.of(budget("MIFGASH", 360), seats, other)))
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.code()).isEqualTo(Code.PLAN_AND_BUDGET);
              assertThat(one.one().families()).isEqualTo(360);
              assertThat(one.other().families()).isEqualTo(400);
            });
  }

  private static Recorded budget(String track, long families) {
    return new Recorded(track, 2021, true, new Statement("budget 2021", DAY, families, null, null));
  }
}
