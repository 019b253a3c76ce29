package org.retzef.reporting.headline;

/**
 * That something makes somebody count in an indicator; how long, its {@link Span} says.
 *
 * @param counted who or what counts once: a family's id, an authority's path
 * @param source why: an enrolment's id, a centre's path; there may be several
 */
record Fact(String indicator, String counted, String source) {}
