package org.retzef.basket.request;

import org.retzef.platform.problem.Refusal;

/** Who refused a request does not decide on it after an appeal. */
final class RefusedBefore extends Refusal {

  RefusedBefore() {
    super(Kind.CONFLICT, "refused-before");
  }
}
