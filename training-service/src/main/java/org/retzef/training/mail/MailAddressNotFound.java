package org.retzef.training.mail;

import org.retzef.platform.problem.Refusal;

/** The caller has given no mail address, or has had it erased. */
final class MailAddressNotFound extends Refusal {

  MailAddressNotFound() {
    super(Kind.NOT_FOUND, "mail-address-not-found");
  }
}
