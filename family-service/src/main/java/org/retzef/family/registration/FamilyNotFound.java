package org.retzef.family.registration;

import org.retzef.platform.problem.Refusal;

/** There is no such family, or the caller does not see its unit: no difference is shown. */
public final class FamilyNotFound extends Refusal {

  public FamilyNotFound() {
    super(Kind.NOT_FOUND, "family-not-found");
  }
}
