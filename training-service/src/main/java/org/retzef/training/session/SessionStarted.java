package org.retzef.training.session;

import org.retzef.platform.problem.Refusal;

/** The session has begun: the list of those who come is settled. */
final class SessionStarted extends Refusal {

  SessionStarted() {
    super(Kind.CONFLICT, "session-started");
  }
}
