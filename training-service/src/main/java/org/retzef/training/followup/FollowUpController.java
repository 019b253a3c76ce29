package org.retzef.training.followup;

import org.retzef.platform.caller.Caller;
import org.retzef.platform.outbox.Commands;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/follow-ups")
class FollowUpController {

  private final FollowUps followUps;
  private final Commands commands;

  FollowUpController(FollowUps followUps, Commands commands) {
    this.followUps = followUps;
    this.commands = commands;
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

  /** Takes what a mail server said later: a mail that came back for good is put on the worklist. */
  @PostMapping("/bounces")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  Mono<Void> returned(@RequestBody Bounce bounce) {
    return commands.run(() -> followUps.returned(bounce));
  }
}
