package org.retzef.training.session;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.UUID;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1")
class SessionLogController {

  private final SessionLog log;
  private final ContactWorkers contactWorkers;
  private final SessionCalendar calendar;

  SessionLogController(SessionLog log, ContactWorkers contactWorkers, SessionCalendar calendar) {
    this.calendar = calendar;
    this.log = log;
    this.contactWorkers = contactWorkers;
  }

  /** Sessions that were held and that are planned, for everybody; without names. */
  @GetMapping("/session-log")
  Mono<ResponseEntity<Page<LoggedSession>>> log(PageRequest page) {
    return log.page(page).map(page::answer);
  }

  /**
   * Sessions of a month whose host is of one district, in the order of their days.
   *
   * @param district the country for sessions of no district
   * @param month as 2026-09, in Jerusalem
   */
  @GetMapping("/sessions/calendar")
  Mono<ResponseEntity<Page<Session>>> calendar(
      Caller caller,
      @RequestParam UnitPath district,
      @RequestParam String month,
      PageRequest page) {
    return calendar.month(caller, district, monthOf(month), page).map(page::answer);
  }

  /** The session as an entry for a calendar program (iCalendar). */
  @GetMapping(path = "/sessions/{id}/invitation", produces = "text/calendar")
  Mono<String> invitation(Caller caller, @PathVariable UUID id) {
    return calendar.invitation(caller, id);
  }

  private static YearMonth monthOf(String month) {
    try {
      return YearMonth.parse(month);
    } catch (DateTimeParseException malformed) {
      throw new InvalidInput(Fault.of("month", "month-invalid"));
    }
  }

  /** How many sessions the caller's unit and those below held, and how many of them remotely. */
  @GetMapping("/session-figures")
  Mono<SessionFigures> figures(
      Caller caller, @RequestParam LocalDate from, @RequestParam LocalDate until) {
    return log.figures(caller, from, until);
  }

  /** Who keeps contact for the departments of the caller's unit. */
  @GetMapping("/contact-workers")
  Mono<ResponseEntity<Page<ContactWorker>>> contactWorkers(Caller caller, PageRequest page) {
    return contactWorkers.of(caller, page).map(page::answer);
  }
}
