package org.retzef.training.session;

import org.retzef.platform.problem.Refusal;

/** Nobody has found enough computers and a working internet: the session is not confirmed [S3]. */
final class InfrastructureNotChecked extends Refusal {

  InfrastructureNotChecked() {
    super(Kind.CONFLICT, "infrastructure-not-checked");
  }
}
