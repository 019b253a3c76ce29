package org.retzef.rights.eligibility.rules;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.retzef.rights.eligibility.rules.Fact.Subject;
import org.retzef.rights.eligibility.rules.FactSchema.Slot;

/** A household of which something is known, told to the rule language and to plain Java alike. */
final class RandomHousehold {

  private static final List<Double> BOUNDS =
      List.of(0., 1., 2., 3., 6., 8., 12., 18., 20., 24., 30., 40., 55., 60., 70., 100.);
  private static final List<String> BENEFITS =
      List.of("GENERAL_DISABILITY", "INCOME_SUPPORT", "OLD_AGE", "DISABLED_CHILD", "ALIMONY_NII");

  final Facts facts;
  final HandWrittenRules.Household household = new HandWrittenRules.Household();
  final List<HandWrittenRules.Person> persons = new ArrayList<>();
  final List<HandWrittenRules.Child> children = new ArrayList<>();

  /**
   * @param known how much of each is known, 0 to 1
   */
  RandomHousehold(Random random, double known) {
    int adults = 1 + random.nextInt(2);
    int minors = 1 + random.nextInt(3);
    facts = new Facts(RuleFixtures.SCHEMA, adults, minors);
    Stream.generate(HandWrittenRules.Person::new).limit(adults).forEach(persons::add);
    Stream.generate(HandWrittenRules.Child::new).limit(minors).forEach(children::add);
    for (Fact fact : RuleFixtures.SCHEMA.facts()) {
      Slot slot = RuleFixtures.SCHEMA.slot(fact.name());
      int count =
          switch (slot.subject()) {
            case HOUSEHOLD -> 1;
            case PERSON -> adults;
            case CHILD -> minors;
          };
      for (int i = 0; i < count; i++) {
        boolean isSize = fact.name().equals("household.size");
        boolean isCount = fact.name().equals("household.children"); // none would end all of them
        if (isSize || isCount || random.nextDouble() < known) {
          tell(slot, i, isSize || isCount ? 1. + random.nextInt(11) : value(fact, random));
        }
      }
    }
  }

  private static Object value(Fact fact, Random random) {
    return switch (fact.type()) {
      case BOOLEAN -> random.nextBoolean();
      case NUMBER, WHOLE_NUMBER ->
          fact.isMoney() ? random.nextInt(40000) / 1. : BOUNDS.get(random.nextInt(BOUNDS.size()));
      case CODE -> fact.values().get(random.nextInt(fact.values().size()));
      case CODES -> BENEFITS.stream().filter(_ -> random.nextInt(5) == 0).toList();
    };
  }

  private void tell(Slot slot, int index, Object value) {
    facts.set(slot, index + 1, value);
    Object subject =
        slot.subject() == Subject.HOUSEHOLD
            ? household
            : slot.subject() == Subject.PERSON ? persons.get(index) : children.get(index);
    try {
      Field field = subject.getClass().getDeclaredField(fieldOf(slot.fact().name()));
      field.set(subject, value instanceof List<?> codes ? asSet(codes) : value);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  private static Set<Object> asSet(List<?> codes) {
    return new HashSet<>(codes);
  }

  private static String fieldOf(String fact) {
    String[] parts = fact.split("\\.");
    return Set.of("household", "person", "child").contains(parts[0])
        ? parts[1]
        : parts[0] + Character.toUpperCase(parts[1].charAt(0)) + parts[1].substring(1);
  }
}
