package org.retzef.rights.eligibility.rules;

/** What a screening finds of one right. */
public enum Outcome {
  ELIGIBLE,
  /** Some condition does not hold. */
  NOT_ELIGIBLE,
  /** No condition fails, but some cannot be decided by what is known. */
  TO_BE_CHECKED
}
