package org.retzef.rights.catalogue;

import java.time.Clock;
import java.time.LocalDate;
import org.retzef.platform.outbox.Outbox;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Puts a version of a right in force. Runs inside the caller's command. */
@Service
class RightPublication {

  private final Rights rights;
  private final Outbox outbox;
  private final Clock clock;

  RightPublication(Rights rights, Outbox outbox, Clock clock) {
    this.rights = rights;
    this.outbox = outbox;
    this.clock = clock;
  }

  /** Publishes the right in place of its last version, and answers the number of the new one. */
  Mono<Integer> publish(Right right) {
    LocalDate today = LocalDate.now(clock);
    return rights
        .replace(right.code(), today)
        .map(replaced -> replaced + 1)
        .flatMap(version -> publish(right, version, today).thenReturn(version));
  }

  private Mono<Void> publish(Right right, int version, LocalDate today) {
    return rights
        .insert(right, version, today)
        .then(
            outbox.append(
                new RightEvent.Published(
                    right.code(), version, right.category(), right.figuresYear(), today)));
  }
}
