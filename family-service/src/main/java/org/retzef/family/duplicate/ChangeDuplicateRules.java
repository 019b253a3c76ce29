package org.retzef.family.duplicate;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;

/**
 * A new version of the rules.
 *
 * @param validFrom first day on which they are used: today, or a day to come
 * @param showFrom the least score, in hundredths, of a candidate that is shown
 * @param rules each code once; a weight of 0 turns a rule off
 */
record ChangeDuplicateRules(
    @NotNull LocalDate validFrom,
    @NotNull @Min(1) @Max(100) Integer showFrom,
    @NotNull List<@NotNull @Valid DuplicateRule> rules) {

  void requireWhole(LocalDate today) {
    Set<DuplicateRule.Code> missing = new HashSet<>(Arrays.asList(DuplicateRule.Code.values()));
    rules.forEach(rule -> missing.remove(rule.code()));
    if (!missing.isEmpty() || rules.size() != DuplicateRule.Code.values().length) {
      throw new InvalidInput(Fault.of("rules", "duplicate-rules-incomplete"));
    }
    if (validFrom.isBefore(today)) {
      throw new InvalidInput(Fault.of("validFrom", "date-in-past"));
    }
  }
}
