package org.retzef.rights.catalogue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;
import org.retzef.rights.eligibility.ParameterValues;
import org.retzef.rights.eligibility.rules.Condition;
import org.retzef.rights.eligibility.rules.ConditionWriter;
import org.retzef.rights.eligibility.rules.FactSchema;
import org.retzef.rights.eligibility.rules.Parameter;
import org.retzef.rights.eligibility.rules.Rule;
import org.retzef.rights.eligibility.rules.RuleCompiler;
import org.retzef.rights.eligibility.rules.RuleFault;
import org.retzef.rights.eligibility.rules.RuleLanguage;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Refuses a right whose rule nobody could apply, with the place and the reason. */
@Component
public class RightChecking {

  private final FactSchema schema;
  private final ParameterValues parameters;
  private final Rights rights;

  RightChecking(FactSchema schema, ParameterValues parameters, Rights rights) {
    this.schema = schema;
    this.parameters = parameters;
    this.rights = rights;
  }

  /** Checks the right against all that is declared and in force. */
  public Mono<CheckedRight> check(Right right) {
    return Mono.zip(parameters.declared(), rights.allInForce().collectList())
        .map(found -> check(right, found.getT1(), found.getT2()));
  }

  private CheckedRight check(Right right, List<Parameter> declared, List<PublishedRight> inForce) {
    List<Fault> faults = new ArrayList<>();
    if (right.validFrom() != null
        && right.validTo() != null
        && right.validTo().isBefore(right.validFrom())) {
      faults.add(Fault.of("validTo", "date-before-start"));
    }
    int circle = placeOfACircle(right, inForce);
    if (circle >= 0) {
      faults.add(Fault.of("conditions[" + circle + "]", "rule-loops", 1, 1));
    }
    return compile(right, declared, faults);
  }

  /** Checks a right of the reference files, which name each other and no parameter of others. */
  CheckedRight require(Right right) {
    return compile(right, List.of(), new ArrayList<>());
  }

  private CheckedRight compile(Right right, List<Parameter> declared, List<Fault> faults) {
    ConditionWriter writer = new ConditionWriter(right.code());
    right.conditions().forEach(writer::write);
    Set<Parameter> known = new HashSet<>(declared);
    known.addAll(writer.parameters().keySet());
    RuleLanguage language = new RuleLanguage(schema, known);
    List<RuleFault> wrong = new ArrayList<>();
    Rule rule = new RuleCompiler(schema, language).compile(right.code(), right.conditions(), wrong);
    wrong.forEach(fault -> faults.add(faultOf(fault)));
    InvalidInput.ifAny(faults);
    return new CheckedRight(right, writer.parameters(), isSensitive(rule));
  }

  private boolean isSensitive(@Nullable Rule rule) {
    return rule != null && rule.facts().stream().anyMatch(schema::isSensitive);
  }

  private static Fault faultOf(RuleFault fault) {
    return Fault.of(fault.place(), fault.code(), fault.line(), fault.column());
  }

  /** A right that presupposes one that presupposes it could never be had; -1 where none does. */
  private static int placeOfACircle(Right right, List<PublishedRight> inForce) {
    Map<String, List<Condition>> others = new HashMap<>();
    inForce.forEach(other -> others.put(other.right().code(), other.right().conditions()));
    others.put(right.code(), right.conditions());
    for (int i = 0; i < right.conditions().size(); i++) {
      String presupposed = presupposed(right.conditions().get(i));
      if (presupposed != null && leadsTo(presupposed, right.code(), others, new HashSet<>())) {
        return i;
      }
    }
    return -1;
  }

  private static boolean leadsTo(
      String from, String to, Map<String, List<Condition>> others, Set<String> seen) {
    if (from.equals(to)) {
      return true;
    }
    return seen.add(from)
        && others.getOrDefault(from, List.of()).stream()
            .map(RightChecking::presupposed)
            .anyMatch(next -> next != null && leadsTo(next, to, others, seen));
  }

  /** The right without which the condition never holds, if there is one. */
  private static @Nullable String presupposed(Condition condition) {
    return condition instanceof Condition.Comparison comparison
            && comparison.fact().equals("person.receivesBenefits")
            && comparison.value() instanceof String code
        ? code
        : null;
  }
}
