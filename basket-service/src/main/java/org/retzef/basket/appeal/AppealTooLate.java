package org.retzef.basket.appeal;

import org.retzef.platform.problem.Refusal;

/** The days of the right of appeal are over. */
final class AppealTooLate extends Refusal {

  AppealTooLate() {
    super(Kind.CONFLICT, "appeal-too-late");
  }
}
