package org.retzef.training.project;

import org.retzef.platform.problem.Refusal;

/** The project has no such milestone. */
final class MilestoneNotFound extends Refusal {

  MilestoneNotFound() {
    super(Kind.NOT_FOUND, "milestone-not-found");
  }
}
