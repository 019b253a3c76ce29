package org.retzef.rights.eligibility.rules;

/**
 * Why a rule cannot be published.
 *
 * @param place of the condition, as the editor wrote it: {@code conditions[2].anyOf[1][0]}
 * @param line in the condition's expression, from 1
 * @param column likewise
 */
public record RuleFault(String place, String code, int line, int column) {

  static RuleFault at(String place, String code) {
    return new RuleFault(place, code, 1, 1);
  }
}
