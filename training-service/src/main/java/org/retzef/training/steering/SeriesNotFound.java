package org.retzef.training.steering;

import org.retzef.platform.problem.Refusal;

/** There is no such series, or the caller does not see it. */
final class SeriesNotFound extends Refusal {

  SeriesNotFound() {
    super(Kind.NOT_FOUND, "series-not-found");
  }
}
