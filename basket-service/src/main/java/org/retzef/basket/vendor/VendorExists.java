package org.retzef.basket.vendor;

import org.retzef.platform.problem.Refusal;

final class VendorExists extends Refusal {

  VendorExists() {
    super(Kind.CONFLICT, "vendor-exists");
  }
}
