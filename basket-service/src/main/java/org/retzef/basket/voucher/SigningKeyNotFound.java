package org.retzef.basket.voucher;

import org.retzef.platform.problem.Refusal;

/** There is no such key. */
final class SigningKeyNotFound extends Refusal {

  SigningKeyNotFound() {
    super(Kind.NOT_FOUND, "signing-key-not-found");
  }
}
