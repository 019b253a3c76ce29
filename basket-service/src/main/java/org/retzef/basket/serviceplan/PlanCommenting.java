package org.retzef.basket.serviceplan;

import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.paging.Ids;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Writes down what is said of a plan; that changes nothing in it. */
@Service
class PlanCommenting {

  private final PlanNotes notes;
  private final Clock clock;

  PlanCommenting(PlanNotes notes, Clock clock) {
    this.notes = notes;
    this.clock = clock;
  }

  /**
   * Of a plan that the caller sees.
   *
   * @param phase of the loop of learning; null for a comment
   */
  Mono<PlanNote> write(Caller caller, UUID planId, PlanNote.@Nullable Phase phase, String text) {
    PlanNote note =
        new PlanNote(
            Ids.next(),
            phase,
            text,
            caller.subject(),
            caller.has("supervisor") || caller.has("national-manager"),
            clock.instant());
    return notes.insert(planId, note).thenReturn(note);
  }

  /** Whether anybody has written down what the plan taught. */
  Mono<Boolean> hasTaught(UUID planId) {
    return notes.hasTaught(planId);
  }
}
