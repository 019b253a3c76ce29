package org.retzef.family.partner;

import java.util.UUID;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.idempotency.ExpectedVersion;
import org.retzef.platform.outbox.Commands;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What a department does with the referrals of partners. */
@RestController
@RequestMapping("/api/v1/partner-referrals")
class ReceivedReferralController {

  private final PartnerReferring referring;
  private final PartnerReferrals referrals;
  private final Commands commands;

  ReceivedReferralController(
      PartnerReferring referring, PartnerReferrals referrals, Commands commands) {
    this.referring = referring;
    this.referrals = referrals;
    this.commands = commands;
  }

  /** The worklist: referrals that wait for an answer or a result. */
  @GetMapping
  Mono<ResponseEntity<Page<PartnerReferral>>> waiting(Caller caller, PageRequest page) {
    return referrals.waiting(caller, page).map(page::answer);
  }

  /** With who it is, until it is declined, expired or closed. */
  @GetMapping("/{id}")
  Mono<ResponseEntity<ReceivedReferral>> get(Caller caller, @PathVariable UUID id) {
    return referrals.received(caller, id).map(ReceivedReferralController::shown);
  }

  /** Accepts or declines, up to its last day; the partner is told at once. */
  @PutMapping("/{id}/answer")
  Mono<ResponseEntity<ReceivedReferral>> answer(
      Caller caller,
      @PathVariable UUID id,
      ExpectedVersion expected,
      @RequestBody AnswerRequest request) {
    return commands
        .run(() -> referring.answer(caller, id, expected, request))
        .map(ReceivedReferralController::shown);
  }

  /** Says what came of it; the partner is told at once, and who it was is forgotten here. */
  @PutMapping("/{id}/result")
  Mono<ResponseEntity<ReceivedReferral>> close(
      Caller caller,
      @PathVariable UUID id,
      ExpectedVersion expected,
      @RequestBody PartnerResultRequest request) {
    return commands
        .run(() -> referring.close(caller, id, expected, request))
        .map(ReceivedReferralController::shown);
  }

  private static ResponseEntity<ReceivedReferral> shown(ReceivedReferral found) {
    return ResponseEntity.ok().eTag(ExpectedVersion.eTag(found.version())).body(found);
  }
}
