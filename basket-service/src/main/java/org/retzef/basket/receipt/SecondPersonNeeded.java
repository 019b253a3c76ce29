package org.retzef.basket.receipt;

import org.retzef.platform.problem.Refusal;

/** Who proposed an override does not confirm it. */
final class SecondPersonNeeded extends Refusal {

  SecondPersonNeeded() {
    super(Kind.CONFLICT, "second-person-needed");
  }
}
