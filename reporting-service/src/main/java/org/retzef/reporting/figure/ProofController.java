package org.retzef.reporting.figure;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import org.retzef.platform.caller.Caller;
import org.retzef.reporting.fold.DeepProofs;
import org.retzef.reporting.fold.ToldEvents;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/proof")
class ProofController {

  private final ProofTurns turns;
  private final ToldEvents told;
  private final DeepProofs deepProofs;
  private final Clock clock;

  ProofController(ProofTurns turns, ToldEvents told, DeepProofs deepProofs, Clock clock) {
    this.turns = turns;
    this.told = told;
    this.deepProofs = deepProofs;
    this.clock = clock;
  }

  /**
   * What the last proofs have found: all aggregates against the facts behind them, of each topic
   * what was folded against what was told, and all events folded anew, which is done at night. The
   * differences are 0. Nothing is counted for the answer: the service proves by itself, measure by
   * measure, and {@code provedAt} tells since when all is known (decision 0116). Only the national
   * manager reads the items: they say exactly how many there are (decision 0112).
   */
  @GetMapping
  Mono<ResponseEntity<Proof>> proof(Caller caller) {
    LocalDate today = LocalDate.now(clock);
    return Mono.zip(
            turns.known(),
            told.taken(),
            deepProofs.last().map(Optional::of).defaultIfEmpty(Optional.empty()))
        .map(found -> Proof.of(today, found.getT1(), found.getT2(), found.getT3().orElse(null)))
        .map(proved -> caller.has("national-manager") ? proved : proved.withoutItems())
        .map(answer -> ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(answer));
  }
}
