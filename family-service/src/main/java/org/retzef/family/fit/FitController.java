package org.retzef.family.fit;

import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.family.AsOf;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.idempotency.ExpectedVersion;
import org.retzef.platform.outbox.Commands;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/families/{familyId}/fit")
class FitController {

  private final FamilyFit fit;
  private final Commands commands;
  private final Clock clock;

  FitController(FamilyFit fit, Commands commands, Clock clock) {
    this.fit = fit;
    this.commands = commands;
    this.clock = clock;
  }

  /**
   * Ranks the tracks for a family, with a reason for every criterion and the free seats. A full
   * track is never among the proposed.
   *
   * @param asOf today, if left out
   */
  @GetMapping
  Mono<Fit> fit(
      Caller caller,
      @PathVariable UUID familyId,
      @RequestParam(required = false) @DateTimeFormat(pattern = "uuuu-MM-dd")
          @Nullable LocalDate asOf) {
    return fit.of(caller, familyId, AsOf.any(asOf, clock));
  }

  /** Shows what the family was asked for its fit. */
  @GetMapping("/answers")
  Mono<ResponseEntity<KeptAnswers>> answers(Caller caller, @PathVariable UUID familyId) {
    return fit.answers(caller, familyId).map(FitController::found);
  }

  /** Writes what the family answered, in place of all that it answered before. */
  @PutMapping("/answers")
  Mono<ResponseEntity<KeptAnswers>> answer(
      Caller caller,
      @PathVariable UUID familyId,
      ExpectedVersion expected,
      @RequestBody FitAnswers answers) {
    return commands
        .run(() -> fit.answer(caller, familyId, expected, answers))
        .map(FitController::found);
  }

  private static ResponseEntity<KeptAnswers> found(KeptAnswers kept) {
    return ResponseEntity.ok().eTag(ExpectedVersion.eTag(kept.version())).body(kept);
  }
}
