package org.retzef.family.programme;

import org.retzef.platform.problem.Refusal;

/** There is no such track. */
final class TrackNotFound extends Refusal {

  TrackNotFound() {
    super(Kind.NOT_FOUND, "track-not-found");
  }
}
