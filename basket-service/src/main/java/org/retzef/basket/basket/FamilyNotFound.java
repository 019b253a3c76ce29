package org.retzef.basket.basket;

import org.retzef.platform.problem.Refusal;

/** There is no such family, or the caller does not see its unit: no difference is shown. */
final class FamilyNotFound extends Refusal {

  FamilyNotFound() {
    super(Kind.NOT_FOUND, "family-not-found");
  }
}
