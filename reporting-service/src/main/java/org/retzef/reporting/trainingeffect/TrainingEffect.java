package org.retzef.reporting.trainingeffect;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.commons.statistics.descriptive.Mean;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.UnitPath;

/**
 * What changed where workers were trained, against where they were not.
 *
 * @param from the first month of training
 * @param to its last month
 * @param months that are compared before the one and after the other
 * @param method how the estimates are made, and what they cannot tell
 * @param leftOut departments that were trained at another time
 * @param followUps of the trained departments' sessions, by stage; in tens
 * @param useByRole entries of the trained departments, in tens
 */
record TrainingEffect(
    String from,
    String to,
    int months,
    Method method,
    List<Estimate> estimates,
    int leftOut,
    List<FollowUps> followUps,
    List<UseByRole> useByRole,
    List<Change> departments) {

  /** Smaller numbers of people are not shown [decision 0052]. */
  private static final int FEWEST_PEOPLE = 5;

  private static final int STEP = 10;

  /**
   * @param unit {@code percentage-points} or {@code entries-a-month}
   * @param effect by how much more it rose where workers were trained; null with a note
   * @param low where the confidence interval begins
   * @param high where it ends; an interval with 0 in it shows no effect
   * @param confidence of the interval: 0.95
   * @param note why there is no estimate: {@code too-few-departments} or {@code no-variation}
   */
  record Estimate(
      Outcome outcome,
      String unit,
      @Nullable Double effect,
      @Nullable Double low,
      @Nullable Double high,
      double confidence,
      Side trained,
      Side untrained,
      @Nullable String note) {}

  enum Outcome {
    /** Of the cases closed in a period, those with a right taken up in full or in part. */
    TAKE_UP_SHARE,
    /** Entries to the rights site. */
    SITE_ENTRIES
  }

  /**
   * @param departments that are compared
   * @param change their mean; null where they are too few
   */
  record Side(int departments, @Nullable Double change) {

    static Side of(double[] changes) {
      boolean enough = changes.length >= DifferenceInDifferences.FEWEST_DEPARTMENTS;
      return new Side(changes.length, enough ? rounded(Mean.of(changes).getAsDouble()) : null);
    }
  }

  /**
   * A department.
   *
   * @param attended at sessions in the months of training, to the nearest five; null where fewer
   * @param takeUpChange in whole percentage points; null where a side has fewer than ten cases
   */
  record Change(
      UnitPath unit,
      Department.Group group,
      @Nullable Long attended,
      @Nullable Long takeUpChange) {}

  static TrainingEffect of(
      Periods periods,
      Method method,
      List<Department> all,
      List<FollowUps> followUps,
      List<UseByRole> use) {
    boolean manyTrained =
        ofGroup(all, Department.Group.TRAINED).count()
            >= DifferenceInDifferences.FEWEST_DEPARTMENTS;
    return new TrainingEffect(
        periods.from().toString(),
        periods.to().toString(),
        periods.months(),
        method,
        List.of(
            estimate(Outcome.TAKE_UP_SHARE, "percentage-points", all, Department::takeUpChange),
            estimate(
                Outcome.SITE_ENTRIES,
                "entries-a-month",
                all,
                department -> department.entriesChange(periods.months()))),
        (int) ofGroup(all, Department.Group.LEFT_OUT).count(),
        manyTrained ? followUps.stream().map(TrainingEffect::inTens).toList() : List.of(),
        manyTrained ? use.stream().map(TrainingEffect::inTens).toList() : List.of(),
        all.stream().map(TrainingEffect::change).toList());
  }

  private static Estimate estimate(
      Outcome outcome,
      String unit,
      List<Department> all,
      Function<Department, @Nullable Double> change) {
    double[] trained = changes(ofGroup(all, Department.Group.TRAINED), change);
    double[] untrained = changes(ofGroup(all, Department.Group.UNTRAINED), change);
    boolean enough =
        Math.min(trained.length, untrained.length) >= DifferenceInDifferences.FEWEST_DEPARTMENTS;
    DifferenceInDifferences found = enough ? DifferenceInDifferences.of(trained, untrained) : null;
    String note = enough ? "no-variation" : "too-few-departments";
    return new Estimate(
        outcome,
        unit,
        found == null ? null : rounded(found.effect()),
        found == null ? null : rounded(found.low()),
        found == null ? null : rounded(found.high()),
        DifferenceInDifferences.CONFIDENCE,
        Side.of(trained),
        Side.of(untrained),
        found == null ? note : null);
  }

  private static Stream<Department> ofGroup(List<Department> all, Department.Group group) {
    return all.stream().filter(department -> department.group() == group);
  }

  private static double[] changes(
      Stream<Department> departments, Function<Department, @Nullable Double> change) {
    return departments
        .map(change)
        .filter(Objects::nonNull)
        .mapToDouble(Objects::requireNonNull)
        .toArray();
  }

  private static Change change(Department department) {
    Double takeUp = department.takeUpChange();
    return new Change(
        department.unit(),
        department.group(),
        department.attended() < FEWEST_PEOPLE ? null : inFives(department.attended()),
        takeUp == null ? null : Math.round(takeUp));
  }

  private static FollowUps inTens(FollowUps one) {
    return new FollowUps(one.stage(), inTens(one.mails()), inTens(one.answers()));
  }

  private static UseByRole inTens(UseByRole one) {
    return new UseByRole(one.role(), inTens(one.before()), inTens(one.after()));
  }

  private static long inTens(long count) {
    return nearest(count, STEP);
  }

  /** As the indicator of who was trained (decision 0112). */
  private static long inFives(long count) {
    return nearest(count, FEWEST_PEOPLE);
  }

  private static long nearest(long count, int step) {
    return Math.round((double) count / step) * step;
  }

  private static double rounded(double value) {
    return Math.round(value * 10) / 10.0;
  }
}
