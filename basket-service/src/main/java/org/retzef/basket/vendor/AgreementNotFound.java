package org.retzef.basket.vendor;

import org.retzef.platform.problem.Refusal;

/** The vendor has no such agreement. */
final class AgreementNotFound extends Refusal {

  AgreementNotFound() {
    super(Kind.NOT_FOUND, "agreement-not-found");
  }
}
