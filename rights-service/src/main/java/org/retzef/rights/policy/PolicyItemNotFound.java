package org.retzef.rights.policy;

import org.retzef.platform.problem.Refusal;

final class PolicyItemNotFound extends Refusal {

  PolicyItemNotFound() {
    super(Kind.NOT_FOUND, "policy-item-not-found");
  }
}
