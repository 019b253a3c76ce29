package org.retzef.family.search;

import java.util.SortedSet;

/**
 * Why a family was found.
 *
 * @param score from 0 to 1: how well it answers the whole query
 */
public record SearchMatch(double score, SortedSet<Reason> reasons) {

  /** From the surest to the least sure. */
  public enum Reason {
    NATIONAL_ID(1),
    PHONE(1),
    /** A name as it was written. */
    NAME(1),
    /** A name in another spelling. */
    SPELLING(0.9),
    /** A name that differs by one slip of the keys. */
    TYPING_ERROR(0.6);

    final double weight;

    Reason(double weight) {
      this.weight = weight;
    }
  }
}
