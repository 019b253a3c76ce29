package org.retzef.training.followup;

/** What became of a mail that was taken on. */
enum Outcome {
  SENT,
  /** For now: the server is away or asks for patience; tried again later and later. */
  TRY_AGAIN,
  /** For good: the server knows no such address. */
  ADDRESS_REFUSED,
  ADDRESS_MISSING,
  /** Its form is closed by now. */
  FORM_CLOSED
}
