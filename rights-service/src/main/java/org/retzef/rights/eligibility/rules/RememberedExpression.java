package org.retzef.rights.eligibility.rules;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.retzef.rights.eligibility.rules.FactSchema.Slot;

/**
 * An expression with one day's amounts, which remembers what it found: it is asked of one household
 * after another, and for the same values the answer is the same. Amounts of money hardly ever
 * repeat, and many facts together neither; those are not remembered.
 */
final class RememberedExpression {

  private static final int MOST_ANSWERS = 512;
  private static final int MOST_FACTS = 4;
  private static final Object NOTHING = new Object();

  private final CompiledExpression expression;
  private final Map<String, Object> parameters;
  private final Slot[] slots;
  private final boolean repeats;
  private final Map<Object, Truth> found = new ConcurrentHashMap<>();

  /** Most facts are yes or no: these two spare the look-up. */
  private @Nullable Truth whenTrue;

  private @Nullable Truth whenFalse;

  RememberedExpression(CompiledExpression expression, Map<String, Object> parameters) {
    this.expression = expression;
    this.parameters = parameters;
    this.slots = expression.slots().toArray(Slot[]::new);
    this.repeats =
        slots.length <= MOST_FACTS
            && expression.slots().stream().noneMatch(slot -> slot.fact().isMoney());
  }

  Truth test(Facts facts, int person, int child) {
    if (!repeats) {
      return expression.test(facts, person, child, parameters);
    }
    Object values = valuesOf(facts, person, child);
    if (values == Boolean.TRUE && whenTrue != null) {
      return whenTrue;
    }
    if (values == Boolean.FALSE && whenFalse != null) {
      return whenFalse;
    }
    Truth truth = found.get(values);
    return truth == null ? find(values, facts, person, child) : truth;
  }

  private Truth find(Object values, Facts facts, int person, int child) {
    Truth truth = expression.test(facts, person, child, parameters);
    if (values == Boolean.TRUE) {
      whenTrue = truth;
    } else if (values == Boolean.FALSE) {
      whenFalse = truth;
    } else if (found.size() < MOST_ANSWERS) {
      found.put(values, truth);
    }
    return truth;
  }

  private Object valuesOf(Facts facts, int person, int child) {
    if (slots.length == 1) {
      Object value = facts.get(slots[0], person, child);
      return value == null ? NOTHING : value;
    }
    @Nullable Object[] values = new Object[slots.length];
    for (int i = 0; i < slots.length; i++) {
      values[i] = facts.get(slots[i], person, child);
    }
    return new Values(values, Arrays.hashCode(values));
  }

  private record Values(@Nullable Object[] all, int hash) {

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Values values && Arrays.equals(all, values.all);
    }

    @Override
    public int hashCode() {
      return hash;
    }
  }
}
