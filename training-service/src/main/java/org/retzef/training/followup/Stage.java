package org.retzef.training.followup;

/** The three follow-ups of a session [S3]. */
public enum Stage {
  /** A few days later: the deck, and first impressions. */
  FIRST(3),
  /** Three weeks later: use, technical difficulties, what should change. */
  SECOND(21),
  /** Three months later: use by then. */
  THIRD(90);

  private final int days;

  Stage(int days) {
    this.days = days;
  }

  /** After the session's day, in Jerusalem. */
  int days() {
    return days;
  }
}
