package org.retzef.rights.screening;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.retzef.rights.catalogue.PublishedRules.PublishedRule;
import org.retzef.rights.eligibility.rules.Answer;
import org.retzef.rights.eligibility.rules.Condition;
import org.retzef.rights.eligibility.rules.ConditionResult;
import org.retzef.rights.eligibility.rules.ConditionWriter;
import org.retzef.rights.eligibility.rules.Outcome;
import org.retzef.rights.eligibility.rules.Status;
import org.retzef.rights.eligibility.rules.Verdict;

/**
 * What is kept, sealed, of a screening: the facts, and of each right the version and what became of
 * its conditions. What they ask is not repeated: the version says it.
 */
record Trace(List<Answer> facts, List<Line> lines, @Nullable Question next) {

  /**
   * @param found a letter for each condition: M, F or U; {@code X} for a right not in force
   * @param unknown for each U what is missing
   */
  record Line(
      String right,
      int version,
      @Nullable Integer person,
      @Nullable Integer child,
      String found,
      List<List<String>> unknown) {

    static Line of(Verdict verdict) {
      StringBuilder found = new StringBuilder();
      List<List<String>> unknown = new ArrayList<>();
      for (ConditionResult condition : verdict.conditions()) {
        boolean outOfForce = condition.condition().equals("inForce");
        found.append(outOfForce ? 'X' : condition.status().name().charAt(0));
        if (condition.status() == Status.UNKNOWN) {
          unknown.add(condition.unknown());
        }
      }
      return new Line(
          verdict.right(),
          verdict.version(),
          verdict.person(),
          verdict.child(),
          found.toString(),
          unknown);
    }

    Verdict verdict(PublishedRule text) {
      return new Verdict(
          right,
          version,
          outcome(),
          person,
          child,
          found.equals("X") ? List.of(notInForce(text)) : results(text.conditions()));
    }

    private Outcome outcome() {
      boolean fails = found.contains("F") || found.contains("X");
      Outcome open = found.contains("U") ? Outcome.TO_BE_CHECKED : Outcome.ELIGIBLE;
      return fails ? Outcome.NOT_ELIGIBLE : open;
    }

    private List<ConditionResult> results(List<Condition> conditions) {
      ConditionWriter writer = new ConditionWriter(right);
      List<String> names = ConditionWriter.names(conditions);
      List<ConditionResult> results = new ArrayList<>();
      int open = 0;
      for (int i = 0; i < names.size(); i++) {
        Status status = statusOf(found.charAt(i));
        List<String> missing = status == Status.UNKNOWN ? unknown.get(open++) : List.of();
        String expression = writer.write(conditions.get(i));
        results.add(new ConditionResult(names.get(i), expression, status, missing));
      }
      return results;
    }

    private static Status statusOf(char letter) {
      return switch (letter) {
        case 'M' -> Status.MET;
        case 'F' -> Status.FAILED;
        default -> Status.UNKNOWN;
      };
    }

    private static ConditionResult notInForce(PublishedRule text) {
      String validity = "valid from %s to %s".formatted(text.validFrom(), text.validTo());
      return new ConditionResult("inForce", validity, Status.FAILED, List.of());
    }
  }

  @Override
  public String toString() {
    return "Trace";
  }
}
