package org.retzef.family.consent;

import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import org.retzef.platform.outbox.Outbox;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/**
 * Two families that are one agree to nothing that either of them has withdrawn. Runs inside the
 * caller's command.
 */
@Service
public class MergedConsents {

  private final Consents consents;
  private final Outbox outbox;
  private final Clock clock;

  MergedConsents(Consents consents, Outbox outbox, Clock clock) {
    this.consents = consents;
    this.outbox = outbox;
    this.clock = clock;
  }

  /** Before the merged family's rows move: what it has withdrawn, the survivor's end with. */
  public Mono<Void> endWithdrawn(UUID mergeId, UUID mergedId, UUID survivorId) {
    return consents
        .endWithdrawn(mergeId, mergedId, survivorId, LocalDate.now(clock))
        .map(ended -> ConsentEvent.Changed.of(ended, ConsentEvent.Status.WITHDRAWN))
        .collectList()
        .flatMap(outbox::append);
  }

  /** Once they have moved back: those that ended with the merger hold again. */
  public Mono<Void> giveBack(UUID mergeId) {
    return consents
        .giveBack(mergeId)
        .map(given -> ConsentEvent.Changed.of(given, ConsentEvent.Status.GIVEN))
        .collectList()
        .flatMap(outbox::append);
  }
}
