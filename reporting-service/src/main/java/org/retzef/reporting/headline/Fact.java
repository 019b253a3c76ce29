package org.retzef.reporting.headline;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * That something makes somebody count in an indicator; how long, its {@link Span} says.
 *
 * @param counted who or what counts once: a family's id, an authority's path
 * @param source why: an enrolment's id, a centre's path; there may be several
 * @param family whom it was told of, if a family counts; null else
 */
record Fact(String indicator, String counted, String source, @Nullable String family) {

  Fact(String indicator, String counted, String source) {
    this(indicator, counted, source, null);
  }

  static Fact ofFamily(String indicator, UUID family, UUID source) {
    return new Fact(indicator, family.toString(), source.toString(), family.toString());
  }

  /** The same, but somebody else counts. */
  Fact countedFor(String other) {
    return new Fact(indicator, other, source, family);
  }
}
