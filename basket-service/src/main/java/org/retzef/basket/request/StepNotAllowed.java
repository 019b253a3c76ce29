package org.retzef.basket.request;

import org.retzef.platform.problem.Refusal;

/** The request does not stand where this could be done with it. */
public final class StepNotAllowed extends Refusal {

  public StepNotAllowed() {
    super(Kind.CONFLICT, "step-not-allowed");
  }
}
