package org.retzef.family.transfer;

import org.retzef.platform.problem.Refusal;

/** There is no such transfer, or the caller sees neither of its departments. */
final class TransferNotFound extends Refusal {

  TransferNotFound() {
    super(Kind.NOT_FOUND, "transfer-not-found");
  }
}
