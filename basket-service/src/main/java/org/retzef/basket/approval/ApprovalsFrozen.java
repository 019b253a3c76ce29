package org.retzef.basket.approval;

import org.retzef.platform.problem.Refusal;

/** Nothing is approved in the unit on this day. */
final class ApprovalsFrozen extends Refusal {

  ApprovalsFrozen(Freeze freeze) {
    super(Kind.CONFLICT, "approvals-frozen", freeze.lastDay().toString(), freeze.reason().name());
  }
}
