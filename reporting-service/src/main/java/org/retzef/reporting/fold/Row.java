package org.retzef.reporting.fold;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A fact as it is kept.
 *
 * @param part tells apart the places of a source that has moved; empty for the first
 */
record Row(Fact fact, String part, Span span) {

  /** The part of what lasts until the next one of whom it counts. */
  static final String UNTIL_THE_NEXT = "until the next";

  record Key(String measure, String source, String part) {}

  Key key() {
    return new Key(fact.measure(), fact.source(), part);
  }

  Row lasting(@Nullable LocalDate last) {
    return new Row(fact, part, new Span(span.first(), last));
  }
}
