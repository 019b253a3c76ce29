package org.retzef.training.session;

import org.retzef.platform.problem.Refusal;

/** There is no such session, or it is not for the caller's unit: no difference is shown. */
final class SessionNotFound extends Refusal {

  SessionNotFound() {
    super(Kind.NOT_FOUND, "session-not-found");
  }
}
