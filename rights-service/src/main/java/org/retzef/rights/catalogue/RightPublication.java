package org.retzef.rights.catalogue;

import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.outbox.Outbox;
import org.retzef.rights.eligibility.ParameterValues;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Puts a version of a right in force. Runs inside the caller's command. */
@Service
public class RightPublication {

  private final Rights rights;
  private final ParameterValues parameters;
  private final Outbox outbox;
  private final Clock clock;

  RightPublication(Rights rights, ParameterValues parameters, Outbox outbox, Clock clock) {
    this.rights = rights;
    this.parameters = parameters;
    this.outbox = outbox;
    this.clock = clock;
  }

  /**
   * Publishes the right in place of its last version, and answers the number of the new one.
   *
   * @param sourceSession the training session from whose suggestion it came
   */
  public Mono<Integer> publish(CheckedRight checked, @Nullable UUID sourceSession, String by) {
    LocalDate today = LocalDate.now(clock);
    Right right = checked.right();
    return rights
        .replace(right.code(), today)
        .map(replaced -> replaced + 1)
        .flatMap(
            version ->
                publish(checked, version, today, sourceSession)
                    .then(declareAmounts(checked, by))
                    .thenReturn(version));
  }

  /** Amounts hold from the day that the version says, else from the year that they are of. */
  private Mono<Void> declareAmounts(CheckedRight checked, String by) {
    Right right = checked.right();
    Integer year = right.figuresYear();
    LocalDate from = year == null ? LocalDate.of(1900, 1, 1) : LocalDate.of(year, 1, 1);
    return parameters.declare(
        checked.amounts(),
        right.validFrom() == null ? from : right.validFrom(),
        right.sourceUrl(),
        by);
  }

  private Mono<Void> publish(
      CheckedRight checked, int version, LocalDate today, @Nullable UUID sourceSession) {
    Right right = checked.right();
    return rights
        .insert(checked, version, today, sourceSession)
        .then(
            outbox.append(
                new RightEvent.Published(
                    right.code(), version, right.category(), right.figuresYear(), today)));
  }
}
