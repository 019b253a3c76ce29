package org.retzef.rights.enquiry;

import org.retzef.platform.problem.Refusal;

final class EnquiryUnitNotFound extends Refusal {

  EnquiryUnitNotFound() {
    super(Kind.NOT_FOUND, "unit-not-found");
  }
}
