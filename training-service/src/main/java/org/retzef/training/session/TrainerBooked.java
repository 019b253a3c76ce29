package org.retzef.training.session;

import org.retzef.platform.problem.Refusal;

/** The trainer holds another session at that time. */
final class TrainerBooked extends Refusal {

  TrainerBooked() {
    super(Kind.CONFLICT, "trainer-booked");
  }
}
