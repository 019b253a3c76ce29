package org.retzef.reporting.figure;

import java.time.Clock;
import java.time.LocalDate;
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
  private final Clock clock;

  ProofController(FigureProof proof, Clock clock) {
    this.proof = proof;
    this.clock = clock;
  }

  /** All aggregates against the facts behind them. The difference is 0. */
  @GetMapping
  Mono<ResponseEntity<Proof>> proof() {
    return proof
        .asOf(LocalDate.now(clock))
        .map(answer -> ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(answer));
  }
}
