package org.retzef.rights.screening;

import org.retzef.platform.problem.Refusal;

final class RunNotFound extends Refusal {

  RunNotFound() {
    super(Kind.NOT_FOUND, "run-not-found");
  }
}
