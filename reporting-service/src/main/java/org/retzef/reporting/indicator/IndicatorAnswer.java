package org.retzef.reporting.indicator;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.retzef.reporting.organisation.UnitNames;

/**
 * An indicator's figures.
 *
 * @param unit whose figures, with all below it
 * @param from first day; null for all until {@code to}
 * @param to last day
 * @param by how it is broken down; null for not at all
 * @param total of the whole unit and time; what is broken down need not add up to it where one can
 *     count in two places
 */
public record IndicatorAnswer(
    Indicator indicator,
    String unit,
    @Nullable LocalDate from,
    LocalDate to,
    @Nullable String by,
    Item total,
    List<Item> items) {

  /**
   * @param key a unit's path, a month, a trait's value; empty for the total
   * @param nameHe of a unit; null where there is none
   * @param nameEn of a unit; null where there is none
   * @param value null where there is none, and then {@code note} says why; null of money
   * @param amount of money, in ILS; null else
   * @param numerator of a share
   * @param denominator of a share
   * @param planVersion of the plan that the denominator comes from
   * @param planPublishedOn when that version was published
   * @param note {@code no-denominator}, {@code no-record} or {@code small-cell}
   * @param roundedTo the value or amount, or the parts of a share, are the nearest whole multiple
   *     of so many, in the unit of the value; null where they are exact
   */
  public record Item(
      String key,
      @Nullable String nameHe,
      @Nullable String nameEn,
      @Nullable Long value,
      @Nullable String amount,
      @Nullable Long numerator,
      @Nullable Long denominator,
      @Nullable Integer planVersion,
      @Nullable LocalDate planPublishedOn,
      @Nullable String note,
      @Nullable Long roundedTo) {

    static Item of(Indicator indicator, String key, UnitNames.@Nullable Named name, Value value) {
      Long number = value.number();
      boolean money = indicator.isMoney();
      return new Item(
          key,
          name == null ? null : name.nameHe(),
          name == null ? null : name.nameEn(),
          money ? null : number,
          money && number != null ? BigDecimal.valueOf(number, 2).toPlainString() : null,
          value.numerator(),
          value.denominator(),
          value.planVersion(),
          value.planPublishedOn(),
          value.note(),
          value.roundedTo() == null ? null : indicator.roundedTo());
    }
  }
}
