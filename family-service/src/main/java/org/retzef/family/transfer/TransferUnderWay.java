package org.retzef.family.transfer;

import org.retzef.platform.problem.Refusal;

/** A transfer of the family waits for its answer already. */
final class TransferUnderWay extends Refusal {

  TransferUnderWay() {
    super(Kind.CONFLICT, "transfer-under-way");
  }
}
