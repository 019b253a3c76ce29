package org.retzef.reporting.sharing.stream;

import java.util.List;
import java.util.Objects;

/**
 * What was handed on last to be told of a family.
 *
 * @param pseudonyms the names that it may stand under: withdrawn together
 * @param fingerprint of what was handed on
 * @param coarsened whether it is coarsened before it is told
 */
record Told(List<String> pseudonyms, int fingerprint, Boolean coarsened) {

  static final Told NOTHING = new Told(List.of(), 0, true);

  /** Rows once were told as agreed. */
  Told {
    coarsened = Objects.requireNonNullElse(coarsened, false);
  }
}
