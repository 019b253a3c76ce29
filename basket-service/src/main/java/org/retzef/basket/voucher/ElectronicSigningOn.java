package org.retzef.basket.voucher;

import org.retzef.platform.problem.Refusal;

/** The authority signs its vouchers electronically, so a paper does not count. */
final class ElectronicSigningOn extends Refusal {

  ElectronicSigningOn() {
    super(Kind.CONFLICT, "electronic-signing-on");
  }
}
