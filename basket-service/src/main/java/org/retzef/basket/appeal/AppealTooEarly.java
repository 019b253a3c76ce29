package org.retzef.basket.appeal;

import org.retzef.platform.problem.Refusal;

/** Nobody has refused, and the days of silence are not over. */
final class AppealTooEarly extends Refusal {

  AppealTooEarly() {
    super(Kind.CONFLICT, "appeal-too-early");
  }
}
