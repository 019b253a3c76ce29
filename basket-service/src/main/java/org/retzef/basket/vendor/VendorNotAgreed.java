package org.retzef.basket.vendor;

import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.problem.Refusal;

/** No agreement lets the vendor deliver to this unit today; says where it has one. */
final class VendorNotAgreed extends Refusal {

  VendorNotAgreed(UnitPath unit, String agreed) {
    super(Kind.CONFLICT, "vendor-not-agreed", unit.path(), agreed);
  }
}
