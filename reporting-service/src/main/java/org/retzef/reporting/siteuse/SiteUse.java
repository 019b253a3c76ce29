package org.retzef.reporting.siteuse;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Use of the rights site in a time. A department of which something is hidden from the caller is in
 * no band and in no correlation: they would tell it.
 *
 * @param bySize departments together, by how many families they have
 * @param byTraining the same, by how many were trained for a hundred families
 * @param correlations of entries for a hundred families with each trait; they say what goes
 *     together, not what brings what about
 */
record SiteUse(
    String unit,
    LocalDate from,
    LocalDate to,
    List<Band> bySize,
    List<Band> byTraining,
    List<Correlation> correlations,
    List<Department> departments) {

  /**
   * @param until null for the last band
   */
  record Band(
      int from,
      @Nullable Integer until,
      int departments,
      long families,
      long trained,
      long entries,
      @Nullable Double entriesPerHundredFamilies) {}

  enum Trait {
    /** Families. */
    SIZE,
    /** Trained for a hundred families. */
    TRAINED,
    /** The authority's socio-economic cluster. */
    CLUSTER
  }

  /**
   * @param coefficient Spearman's; null with a note
   * @param note {@code too-few-departments} or {@code no-variation}
   */
  record Correlation(
      Trait trait, int departments, @Nullable Double coefficient, @Nullable String note) {}

  private static final int[] SIZES = {0, 25, 100, 400};
  private static final int[] TRAINED = {0, 1, 5, 10};

  static SiteUse of(String unit, LocalDate from, LocalDate to, List<Department> departments) {
    List<Department> seen = departments.stream().filter(Department::hidesNothing).toList();
    return new SiteUse(
        unit,
        from,
        to,
        bands(seen, SIZES, SiteUse::size),
        bands(seen, TRAINED, Department::trainedPerHundredFamilies),
        List.of(
            correlation(Trait.SIZE, seen, SiteUse::size),
            correlation(Trait.TRAINED, seen, Department::trainedPerHundredFamilies),
            correlation(
                Trait.CLUSTER,
                seen,
                one -> one.cluster() == null ? null : one.cluster().doubleValue())),
        departments);
  }

  private static @Nullable Double size(Department department) {
    Long families = department.families();
    return families == null ? null : families.doubleValue();
  }

  private static List<Band> bands(
      List<Department> departments, int[] begins, Function<Department, @Nullable Double> trait) {
    List<Band> bands = new ArrayList<>();
    for (int i = 0; i < begins.length; i++) {
      int from = begins[i];
      Integer until = i + 1 < begins.length ? begins[i + 1] : null;
      Predicate<Department> within =
          one -> {
            Double value = trait.apply(one);
            return value != null && value >= from && (until == null || value < until);
          };
      bands.add(band(from, until, departments.stream().filter(within).toList()));
    }
    return bands;
  }

  private static Band band(int from, @Nullable Integer until, List<Department> its) {
    long families = sum(its, Department::families);
    long entries = sum(its, Department::entries);
    return new Band(
        from,
        until,
        its.size(),
        families,
        sum(its, Department::trained),
        entries,
        Department.perHundred(entries, families));
  }

  private static long sum(List<Department> its, Function<Department, @Nullable Long> count) {
    return its.stream().map(count).mapToLong(Objects::requireNonNull).sum();
  }

  private static Correlation correlation(
      Trait trait, List<Department> departments, Function<Department, @Nullable Double> value) {
    List<double[]> pairs = new ArrayList<>();
    for (Department department : departments) {
      Double rate = department.entriesPerHundredFamilies();
      Double other = value.apply(department);
      if (rate != null && other != null) {
        pairs.add(new double[] {rate, other});
      }
    }
    Double coefficient =
        RankCorrelation.of(
            pairs.stream().mapToDouble(pair -> pair[0]).toArray(),
            pairs.stream().mapToDouble(pair -> pair[1]).toArray());
    String why = pairs.size() < RankCorrelation.FEWEST ? "too-few-departments" : "no-variation";
    return new Correlation(trait, pairs.size(), coefficient, coefficient == null ? why : null);
  }
}
