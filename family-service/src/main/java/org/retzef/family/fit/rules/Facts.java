package org.retzef.family.fit.rules;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What is known of a family. A fact that has no value is unknown, and to be asked. */
public final class Facts {

  private final Map<Fact, Object> known = new EnumMap<>(Fact.class);

  public Facts with(Fact fact, boolean value) {
    known.put(fact, value);
    return this;
  }

  public Facts with(Fact fact, long value) {
    known.put(fact, value);
    return this;
  }

  public Facts with(Fact fact, String value) {
    known.put(fact, value);
    return this;
  }

  public Facts with(Fact fact, List<?> values) {
    known.put(fact, List.copyOf(values));
    return this;
  }

  boolean knows(Fact fact) {
    return known.containsKey(fact);
  }

  Map<Fact, Object> known() {
    return known;
  }

  /** Their number, not their values: they are a family's. */
  @Override
  public String toString() {
    return known.size() + " facts";
  }
}
