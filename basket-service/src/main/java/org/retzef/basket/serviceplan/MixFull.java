package org.retzef.basket.serviceplan;

import org.retzef.platform.problem.Refusal;

/** More services than anybody would read. */
final class MixFull extends Refusal {

  MixFull() {
    super(Kind.CONFLICT, "service-mix-full");
  }
}
