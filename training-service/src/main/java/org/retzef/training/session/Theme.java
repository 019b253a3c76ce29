package org.retzef.training.session;

/** What a session is about in an emergency [S1]. */
enum Theme {
  REMOTE_WORK,
  RESILIENCE,
  PROCEDURES,
  /** And the bond among the workers. */
  EMOTIONAL_PROCESSING
}
