package org.retzef.rights.screening;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.retzef.rights.catalogue.PublishedRules.PublishedRule;
import org.retzef.rights.eligibility.rules.ConditionResult;
import org.retzef.rights.eligibility.rules.Outcome;
import org.retzef.rights.eligibility.rules.Status;
import org.retzef.rights.eligibility.rules.Verdict;

/**
 * What was found of one right, with the reasons.
 *
 * @param version of the right, and so of its rule
 * @param person which person of the household it was decided on, counted from 1; null where the
 *     right asks nothing of a person
 * @param child likewise
 */
record RightResult(
    String right,
    int version,
    String nameHe,
    @Nullable String nameEn,
    @Nullable String nameAr,
    String category,
    Outcome outcome,
    @Nullable Integer person,
    @Nullable Integer child,
    List<ConditionResult> met,
    List<ConditionResult> failed,
    List<ConditionResult> unknown) {

  static RightResult of(Verdict verdict, PublishedRule rule) {
    return new RightResult(
        verdict.right(),
        verdict.version(),
        rule.nameHe(),
        rule.nameEn(),
        rule.nameAr(),
        rule.category(),
        verdict.outcome(),
        verdict.person(),
        verdict.child(),
        verdict.with(Status.MET),
        verdict.with(Status.FAILED),
        verdict.with(Status.UNKNOWN));
  }
}
