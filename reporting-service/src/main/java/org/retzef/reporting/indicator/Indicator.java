package org.retzef.reporting.indicator;

import org.jspecify.annotations.Nullable;

/**
 * A number, and what it means.
 *
 * @param code as in the newsletter's list
 * @param unit of the value: {@code families}, {@code percent} and so on
 * @param numerator of a share: the code of what is counted; null for a plain count
 * @param denominator of a share: what it is counted against; null for a plain count
 * @param whenNoRecord what it means that nothing was recorded up to a day
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
    @Nullable String numerator,
    @Nullable String denominator,
    NoRecord whenNoRecord,
    String sourceElement,
    int version) {

  /** The meaning of silence. */
  public enum NoRecord {
    /** Nothing has happened. */
    ZERO,
    /** Nobody has said how many there are. */
    UNKNOWN
  }
}
