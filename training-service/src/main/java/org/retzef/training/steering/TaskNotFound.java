package org.retzef.training.steering;

import org.retzef.platform.problem.Refusal;

/** There is no such task, or the caller does not see it. */
final class TaskNotFound extends Refusal {

  TaskNotFound() {
    super(Kind.NOT_FOUND, "task-not-found");
  }
}
