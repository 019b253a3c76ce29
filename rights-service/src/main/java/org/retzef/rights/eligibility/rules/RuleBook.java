package org.retzef.rights.eligibility.rules;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All rules as they hold on one day, with that day's amounts. Decides a household's rights: each
 * distinct condition is run once for each person and child that it speaks of, however many rights
 * ask it.
 */
public final class RuleBook {

  private final List<Entry> entries = new ArrayList<>();
  private final List<CompiledExpression> expressions = new ArrayList<>();
  private final Map<String, Object> parameters;

  /**
   * @param rules one for each right
   * @param parameters values by {@code parameter.…}, as {@link Parameter#forRules} makes them
   */
  public RuleBook(LocalDate day, List<Rule> rules, Map<String, Object> parameters) {
    this.parameters = Map.copyOf(parameters);
    Map<CompiledExpression, Integer> numbers = new HashMap<>();
    for (Rule rule : rules) {
      List<Step> steps = new ArrayList<>();
      for (Rule.Term term : rule.terms()) {
        CompiledExpression expression = term.expression();
        int number = numbers.computeIfAbsent(expression, _ -> numbers.size());
        if (number == expressions.size()) {
          expressions.add(expression);
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
    Verdict best = decide(entry, facts, 0, 0, known);
    for (int person = 0; person < (entry.perPerson() ? facts.persons() : 1); person++) {
      for (int child = 0; child < (entry.perChild() ? facts.children() : 1); child++) {
        Verdict verdict = decide(entry, facts, person, child, known);
        if (verdict.outcome() == Outcome.ELIGIBLE) {
          return verdict;
        }
        if (isNearer(verdict, best)) {
          best = verdict;
        }
      }
    }
    return best;
  }

  private Verdict decide(Entry entry, Facts facts, int person, int child, Truth[] known) {
    List<ConditionResult> results = new ArrayList<>(entry.steps().size());
    Outcome outcome = Outcome.ELIGIBLE;
    for (Step step : entry.steps()) {
      Truth truth = truth(step, facts, person, child, known);
      results.add(step.result(truth));
      if (truth.status() == Status.FAILED) {
        outcome = Outcome.NOT_ELIGIBLE;
      } else if (truth.status() == Status.UNKNOWN && outcome == Outcome.ELIGIBLE) {
        outcome = Outcome.TO_BE_CHECKED;
      }
    }
    return new Verdict(
        entry.rule().right(),
        entry.rule().version(),
        outcome,
        entry.perPerson() ? person + 1 : null,
        entry.perChild() ? child + 1 : null,
        results);
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
              : expressions.get(step.number()).test(facts, p, c, parameters);
      known[place] = truth;
    }
    return truth;
  }

  private static boolean isNearer(Verdict one, Verdict other) {
    if (one.outcome() != other.outcome()) {
      return one.outcome() == Outcome.TO_BE_CHECKED;
    }
    Status lacking = one.outcome() == Outcome.TO_BE_CHECKED ? Status.UNKNOWN : Status.FAILED;
    return one.with(lacking).size() < other.with(lacking).size();
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
