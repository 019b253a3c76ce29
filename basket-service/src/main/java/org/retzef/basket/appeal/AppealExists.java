package org.retzef.basket.appeal;

import org.retzef.platform.problem.Refusal;

/** One appeal at a time. */
final class AppealExists extends Refusal {

  AppealExists() {
    super(Kind.CONFLICT, "appeal-exists");
  }
}
