package org.retzef.rights.eligibility.rules;

import dev.cel.runtime.CelVariableResolver;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.retzef.rights.eligibility.rules.Fact.Subject;
import org.retzef.rights.eligibility.rules.FactSchema.Slot;

/** What is known of one household and of each person and child in it; null is not known. */
public final class Facts {

  private final FactSchema schema;
  private final @Nullable Object[] household;
  private final @Nullable Object[][] persons;
  private final @Nullable Object[][] children;

  Facts(FactSchema schema, int persons, int children) {
    this.schema = schema;
    this.household = new Object[schema.size(Subject.HOUSEHOLD)];
    this.persons = new Object[Math.max(persons, 1)][schema.size(Subject.PERSON)];
    this.children = new Object[Math.max(children, 1)][schema.size(Subject.CHILD)];
  }

  void set(Slot slot, int number, Object value) {
    of(slot.subject(), number - 1, number - 1)[slot.index()] = value;
  }

  @Nullable Object get(Slot slot, int person, int child) {
    return of(slot.subject(), person, child)[slot.index()];
  }

  int persons() {
    return persons.length;
  }

  int children() {
    return children.length;
  }

  /** Where there is no child at all, what is asked of a child is not unknown: it fails. */
  boolean isChildless() {
    Slot count = schema.slot("household.children");
    return count != null && Double.valueOf(0).equals(household[count.index()]);
  }

  private @Nullable Object[] of(Subject subject, int person, int child) {
    return switch (subject) {
      case HOUSEHOLD -> household;
      case PERSON -> persons[person];
      case CHILD -> children[child];
    };
  }

  /** The values as one person and one child of the household have them, for the rule language. */
  CelVariableResolver as(int person, int child, Map<String, Object> parameters) {
    return name -> {
      Slot slot = schema.slot(name);
      return Optional.ofNullable(slot == null ? parameters.get(name) : get(slot, person, child));
    };
  }
}
