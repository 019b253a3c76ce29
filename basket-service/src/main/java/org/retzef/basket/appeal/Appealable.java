package org.retzef.basket.appeal;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.basket.request.RequestStatus;

/**
 * What of a request an appeal hangs on.
 *
 * @param tier that it needs, at least that of who refused it alone: nobody below decides anew
 * @param appealUntil last day of the right of appeal against the last refusal; null without one
 * @param refusers who refused it, ever: alone or in a committee
 */
record Appealable(
    UUID requestId,
    RequestStatus status,
    int tier,
    Instant submittedAt,
    @Nullable LocalDate appealUntil,
    Set<String> refusers) {

  /** What can be appealed against at this moment. */
  Optional<Appeal.Basis> basis(Instant now, Duration silence) {
    return switch (status) {
      case REJECTED -> Optional.of(Appeal.Basis.REFUSAL);
      case SUBMITTED, IN_APPROVAL ->
          now.isBefore(submittedAt.plus(silence))
              ? Optional.empty()
              : Optional.of(Appeal.Basis.SILENCE);
      default -> Optional.empty();
    };
  }
}
