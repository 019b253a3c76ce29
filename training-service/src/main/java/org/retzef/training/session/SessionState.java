package org.retzef.training.session;

/** From the first call to a department until the contact workers are named. */
enum SessionState {
  PLANNED,
  CONFIRMED,
  CLOSED,
  CANCELLED;

  boolean isOver() {
    return this == CLOSED || this == CANCELLED;
  }
}
