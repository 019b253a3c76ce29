package org.retzef.family.duplicate;

/**
 * What was said of two families.
 *
 * @param verdict {@code UNDECIDED} where nothing was said, or it was taken back
 * @param version 0 as long as nobody has said anything; grows with every verdict
 */
record Verdict(Kind verdict, long version) {

  static final Verdict NONE = new Verdict(Kind.UNDECIDED, 0);

  enum Kind {
    /** The one is not shown as a duplicate of the other. */
    NOT_THE_SAME,
    /** As if nothing had been said. */
    UNDECIDED
  }
}
