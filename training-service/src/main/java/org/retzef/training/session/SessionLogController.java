package org.retzef.training.session;

import java.time.LocalDate;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1")
class SessionLogController {

  private final SessionLog log;
  private final ContactWorkers contactWorkers;

  SessionLogController(SessionLog log, ContactWorkers contactWorkers) {
    this.log = log;
    this.contactWorkers = contactWorkers;
  }

  /** Sessions that were held and that are planned, for everybody; without names. */
  @GetMapping("/session-log")
  Mono<ResponseEntity<Page<LoggedSession>>> log(PageRequest page) {
    return log.page(page).map(page::answer);
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
