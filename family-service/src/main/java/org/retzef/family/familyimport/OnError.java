package org.retzef.family.familyimport;

/** What becomes of the good rows of a file with bad ones. */
enum OnError {
  /** Nothing is loaded. */
  REFUSE,
  /** The families without a fault are loaded. */
  SKIP
}
