package org.retzef.basket.voucher;

import org.retzef.platform.problem.Refusal;

/** Nobody has signed the voucher. */
final class SignatureNotFound extends Refusal {

  SignatureNotFound() {
    super(Kind.NOT_FOUND, "signature-not-found");
  }
}
