package org.retzef.basket.voucher;

import org.retzef.platform.problem.Refusal;

/** The request was approved for another vendor; says for which. */
final class VendorNotApproved extends Refusal {

  VendorNotApproved(String approved) {
    super(Kind.CONFLICT, "vendor-not-approved", approved);
  }
}
