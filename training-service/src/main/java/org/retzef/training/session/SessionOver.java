package org.retzef.training.session;

import org.retzef.platform.problem.Refusal;

/** The session is closed or cancelled. */
final class SessionOver extends Refusal {

  SessionOver() {
    super(Kind.CONFLICT, "session-over");
  }
}
