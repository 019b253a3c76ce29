package org.retzef.training.session;

import org.retzef.platform.problem.Refusal;

/** The trainee has a place, or waits for one, in a session at the same time. */
final class AlreadyBooked extends Refusal {

  AlreadyBooked() {
    super(Kind.CONFLICT, "already-booked");
  }
}
