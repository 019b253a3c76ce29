package org.retzef.basket.serviceplan;

import org.retzef.platform.problem.Refusal;

/** There are six stations, from 1 to 6. */
final class StationNotFound extends Refusal {

  StationNotFound() {
    super(Kind.NOT_FOUND, "station-not-found");
  }
}
