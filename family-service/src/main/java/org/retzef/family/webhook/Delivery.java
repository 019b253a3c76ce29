package org.retzef.family.webhook;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How far a delivery is.
 *
 * @param id the change's, and the {@code webhook-id}
 * @param failure of the last try; null where there was none
 */
record Delivery(
    UUID id, long number, String type, State state, int attempts, @Nullable String failure) {

  enum State {
    DUE,
    DELIVERED,
    /** Given up after the last try; it can be replayed. */
    DEAD
  }
}
