package org.retzef.reporting.sharing.agreement;

import org.retzef.platform.problem.Refusal;

/** A stage cannot be left out, and none is gone back to. */
final class StageNotNext extends Refusal {

  StageNotNext() {
    super(Kind.CONFLICT, "sharing-stage-not-next");
  }
}
