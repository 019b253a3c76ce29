package org.retzef.reporting.figure;

import java.time.Clock;
import java.time.LocalDate;
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

  private final FigureProof proof;
  private final ToldEvents told;
  private final Clock clock;

  ProofController(FigureProof proof, ToldEvents told, Clock clock) {
    this.proof = proof;
    this.told = told;
    this.clock = clock;
  }

  /**
   * All aggregates against the facts behind them, and of each topic what was folded against what
   * was told. The differences are 0.
   */
  @GetMapping
  Mono<ResponseEntity<Proof>> proof() {
    LocalDate today = LocalDate.now(clock);
    return Mono.zip(proof.asOf(today).collectList(), told.taken())
        .map(found -> Proof.of(today, found.getT1(), found.getT2()))
        .map(answer -> ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(answer));
  }
}
