package org.retzef.family.setup;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.UnitPath;

/**
 * A programme's set-up in a department.
 *
 * @param openedOn null while families cannot be enrolled yet
 * @param sharedRoles who manages and supervises all programmes of the department today
 */
record ProgrammeSetup(
    UnitPath department,
    String programme,
    LocalDate startedOn,
    @Nullable LocalDate openedOn,
    List<Step> steps,
    List<SharedRole> sharedRoles,
    long version) {

  /** The step that is done by naming who holds the shared roles, for all programmes at once. */
  static final String BY_SHARED_ROLES = "MANAGEMENT_AND_SUPERVISION";

  /**
   * @param doneOn null while it is open
   */
  record Step(
      String code, String nameHe, String nameAr, String nameEn, @Nullable LocalDate doneOn) {}

  List<String> openSteps() {
    return steps.stream().filter(step -> step.doneOn() == null).map(Step::code).toList();
  }

  boolean isOpen() {
    return openedOn != null;
  }
}
