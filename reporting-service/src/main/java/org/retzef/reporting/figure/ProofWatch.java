package org.retzef.reporting.figure;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Proves the aggregates again and again, and rings the bell if they differ from the facts. */
@Component
class ProofWatch {

  private static final Logger log = LoggerFactory.getLogger(ProofWatch.class);

  private final FigureProof proof;
  private final Clock clock;
  private final MultiGauge difference;

  ProofWatch(FigureProof proof, Clock clock, MeterRegistry meters) {
    this.proof = proof;
    this.clock = clock;
    this.difference =
        MultiGauge.builder("retzef.reporting.proof.difference")
            .description("Between a measure's aggregates and the facts behind them; 0 is right")
            .register(meters);
  }

  @Scheduled(fixedDelayString = "${retzef.reporting.proof-every}")
  void prove() {
    Proof found = Objects.requireNonNull(proof.asOf(LocalDate.now(clock)).block());
    difference.register(found.items().stream().map(ProofWatch::row).toList(), true);
    if (found.difference() != 0) {
      log.error("The figures differ from their facts by {}", found.difference());
    }
  }

  private static Row<Number> row(Proof.Item item) {
    return Row.of(Tags.of("indicator", item.code()), item.difference());
  }
}
