package org.retzef.rights.protection;

import org.retzef.platform.problem.Refusal;

/** What was known of the family is erased; what is left of it is counted, and changed no more. */
public final class FamilyErased extends Refusal {

  public FamilyErased() {
    super(Kind.CONFLICT, "family-erased");
  }
}
