package org.retzef.rights.eligibility.rules;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All rules as they hold on one day, with that day's amounts. Decides a household's rights: each
 * distinct condition is run once for each person and child that it speaks of, however many rights
 * ask it.
 */
public final class RuleBook {

  /** More than a right has conditions. */
  private static final int FAILURE = 1000;

  private final List<Entry> entries = new ArrayList<>();
  private final List<RememberedExpression> expressions = new ArrayList<>();

  /**
   * @param rules one for each right
   * @param parameters values by {@code parameter.…}, as {@link Parameter#forRules} makes them
   */
  public RuleBook(LocalDate day, List<Rule> rules, Map<String, Object> parameters) {
    Map<String, Object> amounts = Map.copyOf(parameters);
    Map<CompiledExpression, Integer> numbers = new HashMap<>();
    for (Rule rule : rules) {
      List<Step> steps = new ArrayList<>();
      for (Rule.Term term : rule.terms()) {
        CompiledExpression expression = term.expression();
        int number = numbers.computeIfAbsent(expression, _ -> numbers.size());
        if (number == expressions.size()) {
          expressions.add(new RememberedExpression(expression, amounts));
        }
        steps.add(Step.of(term, number));
      }
      entries.add(new Entry(rule, rule.holdsOn(day), steps));
    }
  }

  private record Entry(
      Rule rule, boolean inForce, List<Step> steps, boolean perPerson, boolean perChild) {

    Entry(Rule rule, boolean inForce, List<Step> steps) {
      this(rule, inForce, steps, rule.isPerPerson(), rule.isPerChild());
    }
  }

  /** A condition of one right: which expression it is, and the two answers that it mostly gives. */
  private record Step(
      String name,
      int number,
      boolean perPerson,
      boolean perChild,
      String text,
      ConditionResult met,
      ConditionResult failed) {

    static Step of(Rule.Term term, int number) {
      String text = term.expression().text();
      return new Step(
          term.name(),
          number,
          term.expression().isPerPerson(),
          term.expression().isPerChild(),
          text,
          new ConditionResult(term.name(), text, Status.MET, List.of()),
          new ConditionResult(term.name(), text, Status.FAILED, List.of()));
    }

    ConditionResult result(Truth truth) {
      return switch (truth.status()) {
        case MET -> met;
        case FAILED -> failed;
        case UNKNOWN -> new ConditionResult(name, text, Status.UNKNOWN, truth.unknown());
      };
    }
  }

  public List<Rule> rules() {
    return entries.stream().map(Entry::rule).toList();
  }

  /** One verdict for each right, with its reasons. */
  public List<Verdict> decide(Facts facts) {
    Truth[] known = new Truth[expressions.size() * facts.persons() * facts.children()];
    List<Verdict> verdicts = new ArrayList<>(entries.size());
    for (Entry entry : entries) {
      verdicts.add(entry.inForce() ? best(entry, facts, known) : notInForce(entry.rule()));
    }
    return verdicts;
  }

  /** A right of any adult or any child is decided on the one who comes nearest to it. */
  private Verdict best(Entry entry, Facts facts, Truth[] known) {
    int persons = entry.perPerson() ? facts.persons() : 1;
    int children = entry.perChild() ? facts.children() : 1;
    Attempt best = attempt(entry, facts, 0, 0, known);
    for (int one = 1; one < persons * children && best.lacking() > 0; one++) {
      Attempt other = attempt(entry, facts, one / children, one % children, known);
      best = other.lacking() < best.lacking() ? other : best;
    }
    return best.verdict(entry);
  }

  /** How near one person and child come to a right: what fails weighs more than what is unknown. */
  private record Attempt(
      int person, int child, int failed, int unknown, ConditionResult[] conditions) {

    int lacking() {
      return failed > 0 ? failed * FAILURE : unknown;
    }

    Verdict verdict(Entry entry) {
      Outcome open = unknown > 0 ? Outcome.TO_BE_CHECKED : Outcome.ELIGIBLE;
      return new Verdict(
          entry.rule().right(),
          entry.rule().version(),
          failed > 0 ? Outcome.NOT_ELIGIBLE : open,
          entry.perPerson() ? person + 1 : null,
          entry.perChild() ? child + 1 : null,
          Arrays.asList(conditions));
    }
  }

  private Attempt attempt(Entry entry, Facts facts, int person, int child, Truth[] known) {
    List<Step> steps = entry.steps();
    ConditionResult[] results = new ConditionResult[steps.size()];
    int failed = 0;
    int unknown = 0;
    for (int i = 0; i < results.length; i++) {
      Truth truth = truth(steps.get(i), facts, person, child, known);
      results[i] = steps.get(i).result(truth);
      failed += truth.status() == Status.FAILED ? 1 : 0;
      unknown += truth.status() == Status.UNKNOWN ? 1 : 0;
    }
    return new Attempt(person, child, failed, unknown, results);
  }

  private Truth truth(Step step, Facts facts, int person, int child, Truth[] known) {
    int p = step.perPerson() ? person : 0;
    int c = step.perChild() ? child : 0;
    int place = (step.number() * facts.persons() + p) * facts.children() + c;
    Truth truth = known[place];
    if (truth == null) {
      truth =
          step.perChild() && facts.isChildless()
              ? Truth.FAILED
              : expressions.get(step.number()).test(facts, p, c);
      known[place] = truth;
    }
    return truth;
  }

  private static Verdict notInForce(Rule rule) {
    String validity = "valid from %s to %s".formatted(rule.validFrom(), rule.validTo());
    return new Verdict(
        rule.right(),
        rule.version(),
        Outcome.NOT_ELIGIBLE,
        null,
        null,
        List.of(new ConditionResult("inForce", validity, Status.FAILED, List.of())));
  }
}
