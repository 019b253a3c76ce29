package org.retzef.family.fit;

import org.retzef.platform.problem.Refusal;

/** A wording of this criterion begins on this day or later; what is in force is not rewritten. */
final class CriterionBeginsAlready extends Refusal {

  CriterionBeginsAlready() {
    super(Kind.CONFLICT, "criterion-begins-already");
  }
}
