package org.retzef.rights.screening;

import java.util.ArrayList;
import java.util.List;
import org.retzef.rights.eligibility.rules.ConditionResult;
import org.retzef.rights.eligibility.rules.Status;
import org.retzef.rights.eligibility.rules.Verdict;

/**
 * By which condition a temporary benefit leaves a family out. That is remembered, since nobody will
 * ask again when the benefit ends.
 *
 * @param condition its name; of a sensitive right it stands in the sealed trace alone
 */
record LeftOut(String right, int version, String condition, boolean sensitive) {

  private static final String NOT_SAID = "undisclosed";

  static List<LeftOut> of(Findings findings) {
    RuleBooks.Book book = findings.book();
    List<LeftOut> gaps = new ArrayList<>();
    for (Verdict verdict : findings.verdicts()) {
      if (book.temporary().contains(verdict.right()) && !isElsewhere(verdict)) {
        gaps.addAll(failed(verdict, book.text(verdict.right()).sensitive()));
      }
    }
    return gaps;
  }

  private static List<LeftOut> failed(Verdict verdict, boolean sensitive) {
    return verdict.with(Status.FAILED).stream()
        .map(ConditionResult::condition)
        .map(condition -> sensitive ? NOT_SAID : condition)
        .distinct()
        .map(condition -> new LeftOut(verdict.right(), verdict.version(), condition, sensitive))
        .toList();
  }

  /** Where there is no emergency, nobody is left out of what is given in one. */
  private static boolean isElsewhere(Verdict verdict) {
    return verdict.with(Status.FAILED).stream()
        .anyMatch(failed -> failed.expression().contains(FamilyFile.EMERGENCIES));
  }
}
