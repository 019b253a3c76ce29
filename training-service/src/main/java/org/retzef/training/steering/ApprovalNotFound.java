package org.retzef.training.steering;

import org.retzef.platform.problem.Refusal;

/** There is no such approval, or the caller does not see it. */
final class ApprovalNotFound extends Refusal {

  ApprovalNotFound() {
    super(Kind.NOT_FOUND, "approval-not-found");
  }
}
