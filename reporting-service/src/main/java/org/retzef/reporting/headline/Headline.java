package org.retzef.reporting.headline;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.retzef.reporting.indicator.Indicator;
import org.retzef.reporting.indicator.Value;

/** The newsletter's figures of a day, each with its parts. */
record Headline(LocalDate asOf, List<Item> items) {

  /**
   * @param value null where there is none, and then {@code note} says why
   * @param planVersion of the plan that the denominator comes from; if its tracks differ, the
   *     newest
   * @param planPublishedOn when that version was published
   * @param note {@code no-denominator}: nothing to measure against; {@code no-record}: nobody has
   *     said; {@code small-cell}: too few
   * @param roundedTo the value, or the parts of a share, are the nearest whole multiple of so many;
   *     null where they are exact
   * @param comparison what others have measured; null for most
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
      @Nullable Long roundedTo,
      Indicator.@Nullable Comparison comparison,
      String nameHe,
      String nameEn,
      String nameAr) {

    static Item of(Indicator indicator, Value value) {
      return new Item(
          indicator.code(),
          value.number(),
          indicator.unit(),
          value.numerator(),
          value.denominator(),
          value.planVersion(),
          value.planPublishedOn(),
          value.note(),
          value.roundedTo(),
          indicator.comparison(),
          indicator.nameHe(),
          indicator.nameEn(),
          indicator.nameAr());
    }
  }
}
