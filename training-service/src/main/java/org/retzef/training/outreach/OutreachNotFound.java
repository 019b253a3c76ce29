package org.retzef.training.outreach;

import org.retzef.platform.problem.Refusal;

/** No such letter was sent by the caller's unit or those below. */
final class OutreachNotFound extends Refusal {

  OutreachNotFound() {
    super(Kind.NOT_FOUND, "outreach-not-found");
  }
}
