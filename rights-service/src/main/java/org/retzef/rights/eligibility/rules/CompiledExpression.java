package org.retzef.rights.eligibility.rules;

import dev.cel.runtime.CelAttribute;
import dev.cel.runtime.CelAttributePattern;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelUnknownSet;
import dev.cel.runtime.CelVariableResolver;
import dev.cel.runtime.PartialVars;
import dev.cel.runtime.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.retzef.rights.eligibility.rules.Fact.Subject;
import org.retzef.rights.eligibility.rules.FactSchema.Slot;

/**
 * An expression of the rule language, checked and ready to run. Where all that it names is known it
 * simply runs; where something is missing, it runs with that as unknown, and still decides if the
 * missing does not matter.
 */
final class CompiledExpression {

  private final String text;
  private final Program program;
  private final List<Slot> slots;
  private final List<String> parameters;
  private final Truth allUnknown;

  /** Made once: making one costs more than running the expression. */
  private final Map<String, CelAttributePattern> patterns;

  CompiledExpression(String text, Program program, List<Slot> slots, List<String> parameters) {
    this.text = text;
    this.program = program;
    this.slots = List.copyOf(slots);
    this.parameters = List.copyOf(parameters);
    this.allUnknown = Truth.unknown(names());
    this.patterns =
        names().stream()
            .collect(Collectors.toMap(n -> n, CelAttributePattern::fromQualifiedIdentifier));
  }

  String text() {
    return text;
  }

  List<Slot> slots() {
    return slots;
  }

  List<String> facts() {
    return slots.stream().map(slot -> slot.fact().name()).toList();
  }

  List<String> parameters() {
    return parameters;
  }

  boolean isPerPerson() {
    return slots.stream().anyMatch(slot -> slot.subject() == Subject.PERSON);
  }

  boolean isPerChild() {
    return slots.stream().anyMatch(slot -> slot.subject() == Subject.CHILD);
  }

  private List<String> names() {
    List<String> names = new ArrayList<>(facts());
    names.addAll(parameters);
    return List.copyOf(names);
  }

  Truth test(Facts facts, int person, int child, Map<String, Object> values) {
    int missing = 0;
    for (Slot slot : slots) {
      missing += facts.get(slot, person, child) == null ? 1 : 0;
    }
    for (String parameter : parameters) {
      missing += values.containsKey(parameter) ? 0 : 1;
    }
    if (missing == slots.size() + parameters.size()) {
      return allUnknown;
    }
    CelVariableResolver known = facts.as(person, child, values);
    try {
      return truthOf(
          missing == 0
              ? program.eval(known)
              : program.eval(PartialVars.of(known, missing(facts, person, child, values))));
    } catch (CelEvaluationException | IllegalArgumentException undecidable) { // a table's gap
      return allUnknown;
    }
  }

  private List<CelAttributePattern> missing(
      Facts facts, int person, int child, Map<String, Object> values) {
    List<CelAttributePattern> missing = new ArrayList<>();
    for (Slot slot : slots) {
      if (facts.get(slot, person, child) == null) {
        missing.add(patterns.get(slot.fact().name()));
      }
    }
    for (String parameter : parameters) {
      if (!values.containsKey(parameter)) {
        missing.add(patterns.get(parameter));
      }
    }
    return missing;
  }

  private static Truth truthOf(Object result) {
    return switch (result) {
      case Boolean holds -> holds ? Truth.MET : Truth.FAILED;
      case CelUnknownSet unknown ->
          Truth.unknown(
              unknown.attributes().stream().map(CelAttribute::toString).sorted().toList());
      default -> throw new IllegalStateException("A condition answers yes or no");
    };
  }
}
