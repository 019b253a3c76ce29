package org.retzef.training.mail;

import org.retzef.platform.problem.Refusal;

/** No mail of this service has this Message-ID. */
final class MailNotFound extends Refusal {

  MailNotFound() {
    super(Kind.NOT_FOUND, "mail-not-found");
  }
}
