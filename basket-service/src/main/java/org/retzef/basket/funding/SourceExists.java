package org.retzef.basket.funding;

import org.retzef.platform.problem.Refusal;

/** There is a source of this code already. */
final class SourceExists extends Refusal {

  SourceExists() {
    super(Kind.CONFLICT, "source-exists");
  }
}
