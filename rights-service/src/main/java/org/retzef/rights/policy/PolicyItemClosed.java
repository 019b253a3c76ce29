package org.retzef.rights.policy;

import org.retzef.platform.problem.Refusal;

final class PolicyItemClosed extends Refusal {

  PolicyItemClosed() {
    super(Kind.CONFLICT, "policy-item-closed");
  }
}
