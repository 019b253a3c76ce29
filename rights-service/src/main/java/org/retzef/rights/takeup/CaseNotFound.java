package org.retzef.rights.takeup;

import org.retzef.platform.problem.Refusal;

final class CaseNotFound extends Refusal {

  CaseNotFound() {
    super(Kind.NOT_FOUND, "take-up-case-not-found");
  }
}
