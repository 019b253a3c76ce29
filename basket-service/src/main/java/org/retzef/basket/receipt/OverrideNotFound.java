package org.retzef.basket.receipt;

import org.retzef.platform.problem.Refusal;

/** Nobody has proposed anything on the receipt. */
final class OverrideNotFound extends Refusal {

  OverrideNotFound() {
    super(Kind.NOT_FOUND, "override-not-found");
  }
}
