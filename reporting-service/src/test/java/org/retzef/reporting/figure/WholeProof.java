package org.retzef.reporting.figure;

import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.retzef.reporting.HeadlineReader;
import org.springframework.context.ApplicationContext;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/**
 * Has every measure proved now, as the service does by itself every few minutes, and reads what it
 * tells of that.
 */
public record WholeProof(ApplicationContext service) {

  /** Of everything that all tests have told: that takes its time. */
  private static final Duration PROVED_WITHIN = Duration.ofMinutes(10);

  public JsonNode read() {
    Instant start = Instant.now();
    ProofWatch watch =
        new ProofWatch(
            service.getBean(FigureProof.class),
            service.getBean(ProofTurns.class),
            PROVED_WITHIN,
            service.getBean(Clock.class),
            new SimpleMeterRegistry());
    var reader = new HeadlineReader(service.getBean(WebTestClient.class));
    return await()
        .pollInSameThread()
        .pollDelay(Duration.ZERO)
        .atMost(PROVED_WITHIN)
        .until(
            () -> {
              watch.prove(); // what the service itself is at just now is left to it
              return reader.get("/api/v1/proof");
            },
            proof -> isSince(start, proof));
  }

  public long difference() {
    return read().get("difference").longValue();
  }

  private static boolean isSince(Instant start, JsonNode proof) {
    JsonNode provedAt = proof.get("provedAt");
    return !provedAt.isNull() && !Instant.parse(provedAt.stringValue()).isBefore(start);
  }
}
