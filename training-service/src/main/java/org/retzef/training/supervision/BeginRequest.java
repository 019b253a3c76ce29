package org.retzef.training.supervision;

import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.problem.Text;

/**
 * @param worker by the personal user name
 * @param unit where the worker works
 */
record BeginRequest(
    @NotNull @Text(max = 200) String worker,
    @NotNull UnitPath unit,
    @NotNull Kind kind,
    @NotNull LocalDate startedOn) {

  /** Who supervises. */
  enum Kind {
    INDIVIDUAL_INSTRUCTOR,
    CENTRE_FACILITATOR
  }
}
