package org.retzef.family.registration;

import org.retzef.platform.problem.Refusal;

/** The caller may look at the family and no more: handed over, opened in emergency, or not held. */
final class FamilyReadOnly extends Refusal {

  FamilyReadOnly() {
    super(Kind.FORBIDDEN, "family-read-only");
  }
}
