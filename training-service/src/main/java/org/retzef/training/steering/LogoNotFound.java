package org.retzef.training.steering;

import org.retzef.platform.problem.Refusal;

/** No logo with this id. */
final class LogoNotFound extends Refusal {

  LogoNotFound() {
    super(Kind.NOT_FOUND, "logo-not-found");
  }
}
