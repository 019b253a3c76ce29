package org.retzef.training.session;

import org.retzef.platform.problem.Refusal;

/** Only a confirmed session is held. */
final class SessionNotConfirmed extends Refusal {

  SessionNotConfirmed() {
    super(Kind.CONFLICT, "session-not-confirmed");
  }
}
