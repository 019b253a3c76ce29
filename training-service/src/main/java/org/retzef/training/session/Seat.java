package org.retzef.training.session;

import java.util.UUID;

/** What a trainee has of a session: a seat, or a place in the line for one. */
record Seat(UUID id, UUID sessionId, State state) {

  enum State {
    REGISTERED,
    WAITING,
    WITHDRAWN
  }
}
