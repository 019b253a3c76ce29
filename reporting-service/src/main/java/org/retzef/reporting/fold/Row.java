package org.retzef.reporting.fold;

import java.time.LocalDate;

/**
 * A fact as it is kept.
 *
 * @param part tells apart the places of a source that has moved; empty for the first
 */
record Row(Fact fact, String part, Span span) {

  record Key(String measure, String source, String part) {}

  Key key() {
    return new Key(fact.measure(), fact.source(), part);
  }

  Row lasting(LocalDate last) {
    return new Row(fact, part, new Span(span.first(), last));
  }
}
