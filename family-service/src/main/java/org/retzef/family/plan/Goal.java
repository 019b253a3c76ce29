package org.retzef.family.plan;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is to be reached in one domain. It keeps its id from version to version.
 *
 * @param goal in words, as target and indicator; null once the family is erased
 * @param worker the {@code sub} of who is responsible
 * @param progress how far it is: of the goal itself, whichever version is shown
 */
record Goal(
    UUID id,
    PlanDomain domain,
    Aspect aspect,
    @Nullable String goal,
    @Nullable String target,
    @Nullable String indicator,
    LocalDate dueOn,
    String worker,
    Progress progress) {

  enum Progress {
    OPEN,
    IN_PROGRESS,
    REACHED,
    PARTLY_REACHED,
    DROPPED
  }

  static Goal of(UUID id, GoalRequest request, Progress progress) {
    return new Goal(
        id,
        request.domain(),
        request.aspect(),
        request.goal(),
        request.target(),
        request.indicator(),
        request.dueOn(),
        request.worker(),
        progress);
  }

  @Override
  public String toString() {
    return "Goal " + id;
  }
}
