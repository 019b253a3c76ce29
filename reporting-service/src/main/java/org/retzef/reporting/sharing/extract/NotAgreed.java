package org.retzef.reporting.sharing.extract;

import org.retzef.platform.problem.Refusal;

/** The agreement answers one of the six questions otherwise, or is not live. */
final class NotAgreed extends Refusal {

  NotAgreed(String code) {
    super(Kind.CONFLICT, code);
  }
}
