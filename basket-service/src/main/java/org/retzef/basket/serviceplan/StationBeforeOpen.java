package org.retzef.basket.serviceplan;

import org.retzef.platform.problem.Refusal;

/** Stations come in their order; an earlier one is neither done nor skipped. */
final class StationBeforeOpen extends Refusal {

  StationBeforeOpen(int number) {
    super(Kind.CONFLICT, "station-before-open", number);
  }
}
