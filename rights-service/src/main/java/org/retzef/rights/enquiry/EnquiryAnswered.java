package org.retzef.rights.enquiry;

import org.retzef.platform.problem.Refusal;

final class EnquiryAnswered extends Refusal {

  EnquiryAnswered() {
    super(Kind.CONFLICT, "enquiry-answered");
  }
}
