package org.retzef.reporting.trainingeffect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.problem.InvalidInput;

class TrainingEffectTest {

  private static final int SEEDS = 300;
  private static final YearMonth MARCH = YearMonth.of(2020, 3);
  private static final Periods PERIODS = Periods.over(MARCH, MARCH, 3, LocalDate.of(2020, 7, 1));

  @Test
  void findsAKnownEffectWithinItsIntervalAsOftenAsItPromises() {
    int within = 0;
    int told = 0;
    for (int seed = 1; seed <= SEEDS; seed++) {
      var found = takeUp(new MadeUpDepartments(seed, 30, 40, 12, 60).draw());
      within += isWithin(found, 12) ? 1 : 0;
      told += isWithin(found, 0) ? 0 : 1;
    }
    assertThat(within).as("of 300, at 95%% 285 are expected").isBetween(272, 297);
    assertThat(told).as("the effect is told from none").isEqualTo(SEEDS);
  }

  @Test
  void inventsNoEffectWhereThereIsNone() {
    int invented = 0;
    double sum = 0;
    for (int seed = 1; seed <= SEEDS; seed++) {
      var found = takeUp(new MadeUpDepartments(seed, 30, 40, 0, 60).draw());
      invented += isWithin(found, 0) ? 0 : 1;
      sum += found.effect();
    }
    assertThat(invented).as("of 300, at 95%% 15 are expected").isBetween(3, 28);
    assertThat(sum / SEEDS).as("neither up nor down").isCloseTo(0, within(0.5));
  }

  /** By hand: changes 2, 4, 6, 8, 10 against 1, 1, 2, 3, 3; Welch's freedom is 4.79. */
  @Test
  void reckonsAsWelchDoes() {
    var found =
        Objects.requireNonNull(
            DifferenceInDifferences.of(
                new double[] {2, 4, 6, 8, 10}, new double[] {1, 1, 2, 3, 3}));
    assertThat(found.effect()).isEqualTo(4);
    assertThat(found.high() - found.effect()).isCloseTo(3.8631, within(0.001));
    assertThat(found.effect() - found.low()).isCloseTo(found.high() - found.effect(), within(1e-9));
  }

  @Test
  void saysThatThereIsNoEstimateOfTooFewDepartments() {
    var found = estimates(new MadeUpDepartments(1, 4, 40, 12, 60).draw()).getFirst();
    assertThat(found.effect()).isNull();
    assertThat(found.low()).isNull();
    assertThat(found.note()).isEqualTo("too-few-departments");
    assertThat(found.trained()).isEqualTo(new TrainingEffect.Side(4, null));
    assertThat(found.untrained().change()).isNotNull();
  }

  @Test
  void leavesDepartmentsWithFewCasesAndThoseTrainedAtAnotherTimeOut() {
    List<Department> all = new ArrayList<>(new MadeUpDepartments(1, 5, 5, 12, 60).draw());
    all.add(department("D100", Department.Group.TRAINED, 9, 9));
    all.add(department("D101", Department.Group.LEFT_OUT, 50, 50));
    TrainingEffect answer = answer(all);
    assertThat(answer.estimates().getFirst().trained().departments()).isEqualTo(5);
    assertThat(answer.estimates().getLast().trained().departments()).isEqualTo(6);
    assertThat(answer.leftOut()).isEqualTo(1);
    assertThat(answer.departments())
        .filteredOn(one -> one.unit().path().endsWith("D100"))
        .singleElement()
        .satisfies(
            hidden -> {
              assertThat(hidden.attended()).isNull();
              assertThat(hidden.takeUpChange()).isNull();
            });
  }

  @Test
  void saysThatThereIsNoEstimateWhereNothingVaries() {
    List<Department> all = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      all.add(department("D" + i, Department.Group.TRAINED, 20, 10));
      all.add(department("E" + i, Department.Group.UNTRAINED, 20, 10));
    }
    assertThat(estimates(all)).allMatch(one -> "no-variation".equals(one.note()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2020-03", "+999999999-12"})
  void refusesMonthsThatAreNotOver(YearMonth to) {
    assertThatThrownBy(() -> Periods.over(MARCH, to, 3, LocalDate.of(2020, 6, 30)))
        .isInstanceOfSatisfying(
            InvalidInput.class,
            refused ->
                assertThat(refused.faults())
                    .singleElement()
                    .satisfies(
                        fault -> assertThat(fault.code()).isEqualTo("training-effect-not-over")));
  }

  @Test
  void comparesAsManyMonthsBeforeAsAfter() {
    assertThat(PERIODS.beforeBegins()).isEqualTo(LocalDate.of(2019, 12, 1));
    assertThat(PERIODS.afterBegins()).isEqualTo(LocalDate.of(2020, 4, 1));
    assertThat(PERIODS.afterEnds()).isEqualTo(LocalDate.of(2020, 7, 1));
  }

  private static Department department(
      String name, Department.Group group, int closed, int takenUp) {
    var sum = new Department.Sum(closed, takenUp, 10);
    return new Department(new UnitPath("IL.SOUTH.A1." + name), group, 4, sum, sum);
  }

  private static TrainingEffect answer(List<Department> all) {
    return TrainingEffect.of(PERIODS, new Method("", "", "", ""), all, List.of(), List.of());
  }

  private static List<TrainingEffect.Estimate> estimates(List<Department> all) {
    return answer(all).estimates();
  }

  private static DifferenceInDifferences takeUp(List<Department> all) {
    TrainingEffect.Estimate found = estimates(all).getFirst();
    return new DifferenceInDifferences(
        Objects.requireNonNull(found.effect()),
        Objects.requireNonNull(found.low()),
        Objects.requireNonNull(found.high()));
  }

  private static boolean isWithin(DifferenceInDifferences found, double value) {
    return found.low() <= value && value <= found.high();
  }
}
