package org.retzef.family.duplicate;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

/**
 * One sign that two families may be the same.
 *
 * @param weight from 0 (means nothing) to 100 (proves it alone)
 * @param threshold how alike names or addresses must be for the sign to count, from 0 to 100
 */
record DuplicateRule(
    @NotNull Code code,
    @NotNull @Min(0) @Max(100) Integer weight,
    @NotNull @Min(0) @Max(100) Integer threshold) {

  /** The signs, from the surest to the least sure. */
  enum Code {
    /** An adult has the same id number. */
    SAME_NATIONAL_ID,
    /** An adult has a similar name and the same birth date. */
    SIMILAR_NAME_AND_BIRTH_DATE,
    /** As before, with day and month exchanged. */
    SIMILAR_NAME_AND_SWAPPED_BIRTH_DATE,
    /** A child has the same id number. */
    SAME_CHILD_NATIONAL_ID,
    /** An adult has a similar name, and one of day, month and year differs. */
    SIMILAR_NAME_AND_ALMOST_BIRTH_DATE,
    /** An adult has the same birth date and a similar given name, and another family name. */
    SIMILAR_GIVEN_NAME_AND_BIRTH_DATE,
    /** A child has a similar given name and the same birth date. */
    SIMILAR_CHILD,
    SAME_PHONE,
    SAME_ADDRESS
  }
}
