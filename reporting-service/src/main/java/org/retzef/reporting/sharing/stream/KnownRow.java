package org.retzef.reporting.sharing.stream;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a name in a stream.
 *
 * @param agreed null once nothing may be told under the name any more
 * @param k the fewest families that may be told alike
 * @param present whether it is the family's present name, by which it counts, or a former one
 * @param told what stands in the stream; null if nothing does
 */
record KnownRow(
    @Nullable SharedFamily agreed, int k, boolean present, @Nullable SharedFamily told) {

  static final KnownRow NOTHING = new KnownRow(null, 0, false, null);

  KnownRow told(@Nullable SharedFamily newest) {
    return new KnownRow(agreed, k, present, newest);
  }

  /** A former name under which nothing stands is not told again. */
  boolean isOver() {
    return told == null && (agreed == null || !present);
  }
}
