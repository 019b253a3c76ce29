package org.retzef.training.mail;

import java.util.Locale;

/** What became of a mail that was taken on. */
public enum Outcome {
  SENT,
  /** For now: the server is away or asks for patience; tried again later and later. */
  TRY_AGAIN,
  /** For good: the server knows no such address. */
  ADDRESS_REFUSED,
  ADDRESS_MISSING,
  /** Its form is closed by now. */
  FORM_CLOSED,
  /** Its session has begun by now. */
  SESSION_BEGUN;

  /** As it stands in a row that is stuck. */
  public String failure() {
    return this == TRY_AGAIN
        ? "server-unavailable"
        : name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
