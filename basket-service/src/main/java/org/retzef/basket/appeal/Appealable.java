package org.retzef.basket.appeal;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.basket.request.RequestStatus;

/**
 * What of a request an appeal hangs on.
 *
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

  boolean isRefused() {
    return status == RequestStatus.REJECTED;
  }

  boolean isOpen() {
    return status == RequestStatus.SUBMITTED || status == RequestStatus.IN_APPROVAL;
  }
}
