package org.retzef.family.member;

import org.retzef.platform.problem.Refusal;

/** More people than a household may count are a slip of the keys, or several families. */
final class HouseholdTooLarge extends Refusal {

  HouseholdTooLarge() {
    super(Kind.CONFLICT, "household-too-large");
  }
}
