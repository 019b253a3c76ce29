package org.retzef.rights.eligibility.rules;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.retzef.rights.eligibility.rules.Fact.Subject;

/** All facts that rules may name. What is not declared here does not exist. */
public final class FactSchema {

  /** Where a fact's value lies among those of its subject. */
  record Slot(Fact fact, Subject subject, int index) {}

  private final Map<String, Slot> slots = new LinkedHashMap<>();
  private final Map<Subject, Integer> sizes = new EnumMap<>(Subject.class);

  public FactSchema(List<Fact> facts) {
    for (Fact fact : facts) {
      int index = sizes.merge(fact.subject(), 1, Integer::sum) - 1;
      if (slots.put(fact.name(), new Slot(fact, fact.subject(), index)) != null) {
        throw new IllegalArgumentException("Declared twice: " + fact.name());
      }
    }
  }

  public List<Fact> facts() {
    List<Fact> facts = new ArrayList<>();
    slots.values().forEach(slot -> facts.add(slot.fact()));
    return facts;
  }

  public @Nullable Fact find(String name) {
    Slot slot = slots.get(name);
    return slot == null ? null : slot.fact();
  }

  /** Whether this names a fact that stands in no list, log or event. */
  public boolean isSensitive(String name) {
    Fact fact = find(name);
    return fact != null && fact.sensitive();
  }

  /** Whether a rule can check this without a professional's decision. */
  public boolean isForAnyone(String name) {
    Fact fact = find(name);
    return fact != null && fact.answeredBy() == Fact.AnsweredBy.ANYONE;
  }

  @Nullable Slot slot(String name) {
    return slots.get(name);
  }

  int size(Subject subject) {
    return sizes.getOrDefault(subject, 0);
  }
}
