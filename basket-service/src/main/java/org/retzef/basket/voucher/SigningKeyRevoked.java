package org.retzef.basket.voucher;

import org.retzef.platform.problem.Refusal;

/** A key is revoked once. */
final class SigningKeyRevoked extends Refusal {

  SigningKeyRevoked() {
    super(Kind.CONFLICT, "signing-key-revoked");
  }
}
