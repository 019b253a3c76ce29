package org.retzef.rights.eligibility.rules;

import java.util.List;

/**
 * What became of one condition of a right.
 *
 * @param condition its name in the right's version
 * @param expression what it asks, in the rule language (CEL)
 * @param unknown the facts ({@code person.age}) and parameters ({@code parameter.…}) that are
 *     missing
 */
public record ConditionResult(
    String condition, String expression, Status status, List<String> unknown) {}
