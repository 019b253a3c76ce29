package org.retzef.training.steering;

import org.retzef.platform.problem.Refusal;

/** There is no such meeting, or the caller does not see it. */
final class MeetingNotFound extends Refusal {

  MeetingNotFound() {
    super(Kind.NOT_FOUND, "meeting-not-found");
  }
}
