package org.retzef.training.session;

import org.retzef.platform.problem.Refusal;

/** Nobody can have attended what has not begun. */
final class SessionNotStarted extends Refusal {

  SessionNotStarted() {
    super(Kind.CONFLICT, "session-not-started");
  }
}
