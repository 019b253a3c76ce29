package org.retzef.rights.family;

import org.retzef.platform.problem.Refusal;

/** There is no such family, or the caller does not see it: the two look the same. */
public final class FamilyNotFound extends Refusal {

  public FamilyNotFound() {
    super(Kind.NOT_FOUND, "family-not-found");
  }
}
