package org.retzef.basket.vendor;

import org.retzef.platform.problem.Refusal;

final class VendorNotFound extends Refusal {

  VendorNotFound() {
    super(Kind.NOT_FOUND, "vendor-not-found");
  }
}
