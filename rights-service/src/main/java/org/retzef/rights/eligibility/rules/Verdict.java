package org.retzef.rights.eligibility.rules;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What was found of one right, and why.
 *
 * @param right its code
 * @param version of the right, and so of its rule
 * @param person which person of the household it was decided on, counted from 1; null where the
 *     right asks nothing of a person
 * @param child likewise
 */
public record Verdict(
    String right,
    int version,
    Outcome outcome,
    @Nullable Integer person,
    @Nullable Integer child,
    List<ConditionResult> conditions) {

  public List<ConditionResult> with(Status status) {
    return conditions.stream().filter(condition -> condition.status() == status).toList();
  }

  /** The facts and parameters for whose lack the right is to be checked. */
  public Stream<String> unknown() {
    return conditions.stream().flatMap(condition -> condition.unknown().stream()).distinct();
  }
}
