package org.retzef.family.contact;

import org.retzef.platform.problem.Refusal;

final class ContactNotFound extends Refusal {

  ContactNotFound() {
    super(Kind.NOT_FOUND, "contact-not-found");
  }
}
