package org.retzef.reporting.sharing.agreement;

import org.retzef.platform.problem.Refusal;

/** There is no such agreement, or not for this caller. */
public final class AgreementNotFound extends Refusal {

  public AgreementNotFound() {
    super(Kind.NOT_FOUND, "sharing-agreement-not-found");
  }
}
