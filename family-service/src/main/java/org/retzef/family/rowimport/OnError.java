package org.retzef.family.rowimport;

/** What becomes of the good rows of a file with bad ones. */
public enum OnError {
  /** Nothing is loaded. */
  REFUSE,
  /** The rows without a fault are loaded. */
  SKIP
}
