package org.retzef.rights.debt;

import org.retzef.platform.problem.Refusal;

final class DebtNotFound extends Refusal {

  DebtNotFound() {
    super(Kind.NOT_FOUND, "debt-not-found");
  }
}
