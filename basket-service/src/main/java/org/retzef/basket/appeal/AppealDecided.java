package org.retzef.basket.appeal;

import org.retzef.platform.problem.Refusal;

/** An appeal is decided once. */
final class AppealDecided extends Refusal {

  AppealDecided() {
    super(Kind.CONFLICT, "appeal-decided");
  }
}
