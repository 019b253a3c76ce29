package org.retzef.family.protection;

import org.retzef.platform.problem.Refusal;

/** Who the family was is erased; what is left of it is counted, and changed no more. */
public final class FamilyErased extends Refusal {

  public FamilyErased() {
    super(Kind.CONFLICT, "family-erased");
  }
}
