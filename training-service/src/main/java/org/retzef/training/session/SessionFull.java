package org.retzef.training.session;

import org.retzef.platform.problem.Refusal;

/** All seats are taken, and the trainee does not want to wait. */
final class SessionFull extends Refusal {

  SessionFull() {
    super(Kind.CONFLICT, "session-full");
  }
}
