package org.retzef.rights.screening;

import org.retzef.platform.problem.Refusal;

final class ScreeningNotFound extends Refusal {

  ScreeningNotFound() {
    super(Kind.NOT_FOUND, "screening-not-found");
  }
}
