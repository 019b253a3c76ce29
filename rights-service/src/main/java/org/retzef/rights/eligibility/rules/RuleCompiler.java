package org.retzef.rights.eligibility.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.retzef.rights.eligibility.rules.Condition.AnyOf;
import org.retzef.rights.eligibility.rules.Condition.Comparison;
import org.retzef.rights.eligibility.rules.Condition.Expression;

/** Makes rules of conditions, or says in which place and why it cannot. */
public final class RuleCompiler {

  private final FactSchema schema;
  private final RuleLanguage language;

  /** The same expression of several rights is compiled once, and run once per household. */
  private final Map<String, CompiledExpression> compiled = new HashMap<>();

  public RuleCompiler(FactSchema schema, RuleLanguage language) {
    this.schema = schema;
    this.language = language;
  }

  /**
   * @param faults takes what is wrong
   * @return null where there is any fault
   */
  public @Nullable Rule compile(String right, List<Condition> conditions, List<RuleFault> faults) {
    int before = faults.size();
    for (int i = 0; i < conditions.size(); i++) {
      inspect(conditions.get(i), "conditions[" + i + "]", faults);
    }
    if (faults.size() > before) {
      return null;
    }
    ConditionWriter writer = new ConditionWriter(right);
    List<String> names = ConditionWriter.names(conditions);
    List<Rule.Term> terms = new ArrayList<>();
    for (int i = 0; i < conditions.size(); i++) {
      String expression = writer.write(conditions.get(i));
      CompiledExpression done = compile(expression, "conditions[" + i + "]", faults);
      if (done != null) {
        terms.add(new Rule.Term(names.get(i), done));
      }
    }
    return faults.size() > before ? null : new Rule(right, 1, null, null, List.copyOf(terms));
  }

  private @Nullable CompiledExpression compile(
      String expression, String place, List<RuleFault> faults) {
    CompiledExpression known = compiled.get(expression);
    if (known == null) {
      known = language.compile(expression, place, faults::add);
      if (known != null) {
        compiled.put(expression, known);
      }
    }
    return known;
  }

  private void inspect(Condition condition, String place, List<RuleFault> faults) {
    switch (condition) {
      case Comparison comparison -> inspect(comparison, place, faults);
      case AnyOf(List<List<Condition>> alternatives) -> {
        for (int i = 0; i < alternatives.size(); i++) {
          for (int j = 0; j < alternatives.get(i).size(); j++) {
            inspect(alternatives.get(i).get(j), "%s.anyOf[%d][%d]".formatted(place, i, j), faults);
          }
        }
      }
      case Expression written -> {
        // the language itself inspects it
      }
    }
  }

  private void inspect(Comparison comparison, String place, List<RuleFault> faults) {
    Fact fact = schema.find(comparison.fact());
    if (fact == null) {
      faults.add(RuleFault.at(place + ".fact", "fact-unknown"));
      return;
    }
    if (mixesUnits(fact, comparison.unit())) {
      faults.add(RuleFault.at(place + ".unit", "unit-mixed"));
    }
    if (!comparison.op().suits(fact, comparison.value())) {
      faults.add(RuleFault.at(place + ".value", "fact-value-invalid"));
    }
  }

  /** A number of something says of what: 18 months are not 18 years. */
  private static boolean mixesUnits(Fact fact, @Nullable String unit) {
    return unit == null ? fact.unit() != null && fact.isNumber() : !unit.equals(fact.unit());
  }
}
