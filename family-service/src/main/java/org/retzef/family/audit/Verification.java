package org.retzef.family.audit;

import org.jspecify.annotations.Nullable;

/**
 * What a walk through the whole chain has found.
 *
 * @param lines how many sealed lines were looked at
 * @param head the hash of the last one, in hexadecimal; compare it with one noted before
 * @param unsealed lines that wait for more than two minutes to be sealed
 * @param broken the first place where something is not as it was written; null if there is none
 */
record Verification(
    boolean intact, long lines, String head, long unsealed, @Nullable Broken broken) {

  /**
   * @param position in the chain, counted from 1
   * @param lineId null where there is no line
   */
  record Broken(long position, @Nullable Long lineId, Fault fault) {}

  enum Fault {
    /** No line stands where one was sealed. */
    MISSING,
    /** A line is not what was sealed there. */
    CHANGED
  }
}
