package org.retzef.family.transfer;

import org.retzef.platform.problem.Refusal;

/** The family is not in the department that it was to leave; the transfer can only be declined. */
final class TransferOutdated extends Refusal {

  TransferOutdated() {
    super(Kind.CONFLICT, "transfer-outdated");
  }
}
