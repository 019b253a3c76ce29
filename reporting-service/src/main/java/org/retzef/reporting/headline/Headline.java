package org.retzef.reporting.headline;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.retzef.reporting.headline.HeadlineQuery.Figure;
import org.retzef.reporting.headline.HeadlineQuery.Plan;
import org.retzef.reporting.indicator.Indicator;
import org.retzef.reporting.indicator.Indicator.NoRecord;

/** The newsletter's figures of a day, each with its parts. */
record Headline(LocalDate asOf, List<Item> items) {

  /**
   * @param value null where there is none, and then {@code note} says why
   * @param planVersion of the plan that the denominator comes from; if its tracks differ, the
   *     newest
   * @param planPublishedOn when that version was published
   * @param note {@code no-denominator}: no plan was in force; {@code no-record}: nobody has said
   */
  record Item(
      String code,
      @Nullable Long value,
      String unit,
      @Nullable Long numerator,
      @Nullable Long denominator,
      @Nullable Integer planVersion,
      @Nullable LocalDate planPublishedOn,
      @Nullable String note,
      String nameHe,
      String nameEn,
      String nameAr) {}

  /** Shows the figures under the catalogue's names and in its order. */
  static Headline of(LocalDate asOf, List<Indicator> catalogue, Map<String, Figure> figures) {
    return new Headline(
        asOf, catalogue.stream().map(indicator -> item(indicator, figures)).toList());
  }

  private static Item item(Indicator indicator, Map<String, Figure> figures) {
    String numerator = indicator.numerator();
    return numerator == null
        ? count(indicator, figures.getOrDefault(indicator.code(), Figure.NONE))
        : share(indicator, figures.getOrDefault(numerator, Figure.NONE));
  }

  private static Item count(Indicator indicator, Figure figure) {
    Long value = figure.count();
    if (value == null && indicator.whenNoRecord() == NoRecord.UNKNOWN) {
      return item(indicator, null, null, null, "no-record");
    }
    return item(indicator, value == null ? 0L : value, null, null, null);
  }

  private static Item share(Indicator indicator, Figure figure) {
    long numerator = figure.count() == null ? 0 : figure.count();
    Plan plan = figure.plan();
    return plan == null || plan.seats() == 0
        ? item(indicator, null, numerator, null, "no-denominator")
        : item(indicator, wholePercent(numerator, plan.seats()), numerator, plan, null);
  }

  private static long wholePercent(long part, long whole) {
    return BigDecimal.valueOf(part)
        .movePointRight(2)
        .divide(BigDecimal.valueOf(whole), 0, RoundingMode.HALF_UP)
        .longValueExact();
  }

  private static Item item(
      Indicator indicator,
      @Nullable Long value,
      @Nullable Long numerator,
      @Nullable Plan plan,
      @Nullable String note) {
    return new Item(
        indicator.code(),
        value,
        indicator.unit(),
        numerator,
        plan == null ? null : plan.seats(),
        plan == null ? null : plan.version(),
        plan == null ? null : plan.publishedOn(),
        note,
        indicator.nameHe(),
        indicator.nameEn(),
        indicator.nameAr());
  }
}
