package org.retzef.family.transfer;

import org.retzef.platform.problem.Refusal;

/** It was answered before. */
final class TransferAnswered extends Refusal {

  TransferAnswered() {
    super(Kind.CONFLICT, "transfer-answered");
  }
}
