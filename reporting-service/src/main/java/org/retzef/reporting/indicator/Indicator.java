package org.retzef.reporting.indicator;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A number, and what it means.
 *
 * @param code as in the newsletter's list
 * @param unit of the value: {@code families}, {@code percent}, {@code ILS} and so on
 * @param numerator what is counted: measures, or traits of one, added and taken off
 * @param denominator of a share: the same, or {@code plan:} and a programme; null for a plain count
 * @param over of a share: only what came in so long a time up to the day counts; null for all
 * @param kind whether it is a state of a day or what came in a time
 * @param by what it can be broken down by, beside units and months
 * @param ofPeople whether a small figure could tell who it is about
 * @param hiddenBy of an amount: the indicator of the families behind it, who decide if it is small;
 *     null of what counts itself
 * @param hiddenInTimesBy of an amount: the indicator of the families behind it in the month up to a
 *     day, who decide with them if that of a time is small; null where {@code hiddenBy} is enough
 * @param roundedTo of whoever sees no small figures: to whose multiples the figure, or the parts of
 *     a share, are rounded, in the unit of the value; null of what counts no people
 * @param whenNoRecord what it means that nothing was recorded up to a day
 * @param headline whether it stands in the newsletter's headline
 * @param comparison what others have measured, as they published it; null for most
 * @param sourceElement the element of the mission, and its source
 * @param version counts up when the definition changes
 */
public record Indicator(
    String code,
    String nameHe,
    String nameEn,
    String nameAr,
    String definitionHe,
    String definitionEn,
    String definitionAr,
    String unit,
    String numerator,
    @Nullable String denominator,
    @Nullable String over,
    Kind kind,
    List<String> by,
    boolean ofPeople,
    @Nullable String hiddenBy,
    @Nullable String hiddenInTimesBy,
    @Nullable Long roundedTo,
    NoRecord whenNoRecord,
    boolean headline,
    @Nullable Comparison comparison,
    String sourceElement,
    int version) {

  /** The meaning of silence. */
  public enum NoRecord {
    /** Nothing has happened. */
    ZERO,
    /** Nobody has said how many there are. */
    UNKNOWN
  }

  /** What a figure of a time means. */
  public enum Kind {
    /** How many there are on its last day. */
    STATE,
    /** How many came within it; of a day, all until then. */
    FLOW
  }

  /**
   * @param value as published
   */
  public record Comparison(String value, String source) {}

  boolean isShareOfPeople() {
    return ofPeople && denominator != null && !denominator.startsWith(Parts.PLAN);
  }

  boolean isMoney() {
    return unit.equals("ILS");
  }

  /** {@link #roundedTo}, in agorot where the figure is money; 1 where nothing is rounded. */
  long step() {
    return roundedTo == null ? 1 : isMoney() ? 100 * roundedTo : roundedTo;
  }
}
