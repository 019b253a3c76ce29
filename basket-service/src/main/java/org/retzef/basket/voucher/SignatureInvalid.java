package org.retzef.basket.voucher;

import org.retzef.platform.problem.Refusal;

/** The voucher is not what was signed. */
final class SignatureInvalid extends Refusal {

  SignatureInvalid() {
    super(Kind.CONFLICT, "signature-invalid");
  }
}
