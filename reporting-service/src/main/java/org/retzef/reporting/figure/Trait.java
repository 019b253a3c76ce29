package org.retzef.reporting.figure;

/**
 * One value that a figure is broken down by: {@code track=MAPA}.
 *
 * @param value as the breakdown tells it
 */
public record Trait(String dimension, String value) {

  /** What has it of a measure that is broken down. */
  public Term of(Term whole) {
    return new Term(whole.measure(), dimension, value);
  }
}
