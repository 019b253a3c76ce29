package org.retzef.training.project;

import org.retzef.platform.problem.Refusal;

/** There is no such project, or the caller does not see it. */
final class ProjectNotFound extends Refusal {

  ProjectNotFound() {
    super(Kind.NOT_FOUND, "project-not-found");
  }
}
