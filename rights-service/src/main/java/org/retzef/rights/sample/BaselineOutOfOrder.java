package org.retzef.rights.sample;

import org.retzef.platform.problem.Refusal;

final class BaselineOutOfOrder extends Refusal {

  BaselineOutOfOrder() {
    super(Kind.CONFLICT, "baseline-out-of-order");
  }
}
