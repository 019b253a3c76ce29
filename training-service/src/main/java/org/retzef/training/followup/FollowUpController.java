package org.retzef.training.followup;

import org.retzef.platform.caller.Caller;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/follow-ups")
class FollowUpController {

  private final FollowUps followUps;

  FollowUpController(FollowUps followUps) {
    this.followUps = followUps;
  }

  /** Follow-ups of the sessions of the caller's unit and those below. */
  @GetMapping
  Mono<ResponseEntity<Page<FollowUp>>> list(Caller caller, PageRequest page) {
    return followUps.of(caller, page).map(page::answer);
  }

  /** Mails that did not reach their trainee: the worklist. */
  @GetMapping("/stuck")
  Mono<ResponseEntity<Page<StuckMail>>> stuck(Caller caller, PageRequest page) {
    return followUps.stuck(caller, page).map(page::answer);
  }
}
