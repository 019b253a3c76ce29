package org.retzef.reporting.figure;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.retzef.platform.problem.FailureForLog;
import org.retzef.reporting.figure.ProofTurns.Known;
import org.retzef.reporting.figure.ProofTurns.Turn;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Proves the aggregates again and again, keeps what it finds for whoever asks, and rings the bell
 * if they differ from the facts. With few facts a run proves all measures; with many it proves
 * those that have waited longest, and the next goes on from there (decision 0088). How old the
 * oldest proof is stands in {@code retzef.reporting.proof.age}.
 */
@Component
class ProofWatch {

  private static final Logger log = LoggerFactory.getLogger(ProofWatch.class);

  private final FigureProof proof;
  private final ProofTurns turns;
  private final Duration goingOn;
  private final Clock clock;
  private final MultiGauge difference;
  private volatile Instant oldest;
  private volatile long failed;

  /**
   * @param goingOn how long a run takes on one measure after the other; it always proves one
   */
  ProofWatch(
      FigureProof proof,
      ProofTurns turns,
      @Value("${retzef.reporting.proof-for}") Duration goingOn,
      Clock clock,
      MeterRegistry meters) {
    this.proof = proof;
    this.turns = turns;
    this.goingOn = goingOn;
    this.clock = clock;
    this.oldest = clock.instant();
    this.difference =
        MultiGauge.builder("retzef.reporting.proof.difference")
            .description("Between a measure's aggregates and the facts behind them; 0 is right")
            .register(meters);
    TimeGauge.builder("retzef.reporting.proof.age", this, TimeUnit.SECONDS, ProofWatch::age)
        .description("Since the measure was proved that has waited longest")
        .register(meters);
    Gauge.builder("retzef.reporting.proof.failed", this, watch -> watch.failed)
        .description("Measures whose last proof has failed")
        .register(meters);
  }

  @Scheduled(fixedDelayString = "${retzef.reporting.proof-every}")
  void prove() {
    Instant end = clock.instant().plus(goingOn);
    List<String> measures = Objects.requireNonNull(proof.measures().collectList().block());
    Instant run = Objects.requireNonNull(turns.begin(measures).block());
    Turn turn = turns.next(run).block();
    while (turn != null) {
      prove(turn);
      boolean goesOn = clock.instant().isBefore(end);
      turn = goesOn ? turns.next(run).block() : null;
    }
    tell(Objects.requireNonNull(turns.known().block()));
  }

  /** What fails is told, and tried again in its turn. */
  private void prove(Turn turn) {
    try {
      Proof.Item found =
          Objects.requireNonNull(proof.prove(turn.measure(), LocalDate.now(clock)).block());
      turns.keep(turn, found).block();
      if (found.difference() != 0) {
        log.error(
            "The figures of {} differ from their facts by {}", found.code(), found.difference());
      }
    } catch (RuntimeException failure) {
      log.error("The figures of {} could not be proved", turn.measure(), FailureForLog.of(failure));
      turns.keepFailure(turn).block();
    }
  }

  private void tell(List<Known> measures) {
    difference.register(
        measures.stream().flatMap(known -> known.last().stream()).map(ProofWatch::row).toList(),
        true);
    failed = measures.stream().filter(Known::failed).count();
    oldest = measures.stream().map(Known::since).min(Instant::compareTo).orElse(clock.instant());
  }

  private double age() {
    return Duration.between(oldest, clock.instant()).toSeconds();
  }

  private static Row<Number> row(Proof.Item found) {
    return Row.of(Tags.of("indicator", found.code()), found.difference());
  }
}
