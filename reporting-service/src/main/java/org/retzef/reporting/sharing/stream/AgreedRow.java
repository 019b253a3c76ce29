package org.retzef.reporting.sharing.stream;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What was decided of a family, to be told as finely as enough others have it in common with it.
 *
 * @param row all that was agreed; null if nothing of the family may be told
 * @param k the fewest families that may be told alike
 * @param stands whether something stands of it that was told before rows were coarsened
 */
record AgreedRow(@Nullable SharedFamily row, Integer k, Boolean stands) {

  static final AgreedRow NONE = new AgreedRow(null, 0, false);

  /** A row that was on its way when they came to be coarsened is none: all are decided anew. */
  AgreedRow {
    k = Objects.requireNonNullElse(k, 0);
    stands = Objects.requireNonNullElse(stands, false);
  }
}
