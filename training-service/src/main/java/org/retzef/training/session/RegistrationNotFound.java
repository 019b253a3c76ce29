package org.retzef.training.session;

import org.retzef.platform.problem.Refusal;

/** There is no such registration, or it is somebody else's. */
final class RegistrationNotFound extends Refusal {

  RegistrationNotFound() {
    super(Kind.NOT_FOUND, "registration-not-found");
  }
}
