package org.retzef.family.assessment;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
class AssessmentSummaryController {

  private static final int MOST_YEARS = 5;

  private final AssessmentCounting counting;

  AssessmentSummaryController(AssessmentCounting counting) {
    this.counting = counting;
  }

  /**
   * Counts the answers of a unit and all below it, each with what it is a part of. Numbers below
   * ten are shown only to those who know the single families.
   *
   * @param from first day of the assessments
   * @param to last day
   * @param overlay the emergency whose form is counted; the routine form, if left out
   */
  @GetMapping("/api/v1/units/{path}/assessments/summary")
  Mono<AssessmentSummary> summary(
      Caller caller,
      @PathVariable String path,
      @RequestParam @DateTimeFormat(pattern = "uuuu-MM-dd") LocalDate from,
      @RequestParam @DateTimeFormat(pattern = "uuuu-MM-dd") LocalDate to,
      @RequestParam(required = false) @Nullable UUID overlay) {
    if (to.isBefore(from)) {
      throw new InvalidInput(Fault.of("to", "date-before-start"));
    }
    if (to.isAfter(from.plusYears(MOST_YEARS))) {
      throw new InvalidInput(Fault.of("to", "date-out-of-range"));
    }
    return counting.count(caller, path, from, to, overlay);
  }
}
