package org.retzef.rights.enquiry;

import org.retzef.platform.problem.Refusal;

final class EnquiryNotFound extends Refusal {

  EnquiryNotFound() {
    super(Kind.NOT_FOUND, "enquiry-not-found");
  }
}
