package org.retzef.family.contact;

import org.retzef.platform.problem.Refusal;

final class ContactAlreadyCorrected extends Refusal {

  ContactAlreadyCorrected() {
    super(Kind.CONFLICT, "contact-already-corrected");
  }
}
