package org.retzef.basket.voucher;

import org.retzef.platform.problem.Refusal;

/** The authority signs its vouchers on paper. */
final class ElectronicSigningOff extends Refusal {

  ElectronicSigningOff() {
    super(Kind.CONFLICT, "electronic-signing-off");
  }
}
