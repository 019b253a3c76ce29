package org.retzef.family.duplicate;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * The rules by which families are compared, in one version.
 *
 * @param validFrom first day on which they are used
 * @param showFrom the least score, in hundredths, of a candidate that is shown
 * @param changedBy the token's subject of whoever made this version
 */
record DuplicateRules(
    long version,
    LocalDate validFrom,
    int showFrom,
    List<DuplicateRule> rules,
    String changedBy,
    Instant changedAt) {

  double weight(DuplicateRule.Code code) {
    return rule(code).weight() / 100.0;
  }

  double threshold(DuplicateRule.Code code) {
    return rule(code).threshold() / 100.0;
  }

  boolean shows(Likeness likeness) {
    return likeness.score() >= showFrom / 100.0;
  }

  private DuplicateRule rule(DuplicateRule.Code code) {
    return rules.stream().filter(rule -> rule.code() == code).findFirst().orElseThrow();
  }
}
