package org.retzef.rights.eligibility.rules;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.retzef.rights.eligibility.rules.Fact.Subject;
import org.retzef.rights.eligibility.rules.FactSchema.Slot;

/** Makes facts of answers, and finds every answer that cannot be true. */
public final class FactsReader {

  private static final int MOST_OF_A_SUBJECT = 40;

  private final FactSchema schema;
  private final List<Contradiction> contradictions;

  public FactsReader(FactSchema schema, List<Contradiction> contradictions) {
    this.schema = schema;
    this.contradictions = contradictions;
  }

  /**
   * @param faults takes what is wrong; the facts are of use only where there is nothing
   */
  public Facts read(List<Answer> answers, List<AnswerFault> faults) {
    Facts facts = new Facts(schema, most(answers, Subject.PERSON), most(answers, Subject.CHILD));
    Map<String, Object> seen = new LinkedHashMap<>();
    for (int i = 0; i < answers.size(); i++) {
      Answer answer = answers.get(i);
      Slot slot = schema.slot(answer.fact());
      Object value = slot == null ? null : valueOf(slot.fact(), answer.value());
      String code = faultOf(slot, answer, value);
      if (code == null) {
        Object other = seen.putIfAbsent(answer.fact() + "#" + answer.number(), value);
        code = other == null || other.equals(value) ? null : "facts-contradict";
      }
      if (code == null && slot != null && value != null) {
        facts.set(slot, answer.number(), value);
      } else {
        faults.add(new AnswerFault(i, Objects.requireNonNull(code), answer.fact()));
      }
    }
    if (faults.isEmpty()) {
      contradictions.forEach(contradiction -> contradiction.findIn(facts, faults));
    }
    return facts;
  }

  private int most(List<Answer> answers, Subject subject) {
    int most = 0;
    for (Answer answer : answers) {
      Slot slot = schema.slot(answer.fact());
      if (slot != null && slot.subject() == subject && answer.number() <= MOST_OF_A_SUBJECT) {
        most = Math.max(most, answer.number());
      }
    }
    return most;
  }

  private static @Nullable String faultOf(
      @Nullable Slot slot, Answer answer, @Nullable Object value) {
    if (slot == null) {
      return "fact-undeclared";
    }
    int most = slot.subject() == Subject.HOUSEHOLD ? 1 : MOST_OF_A_SUBJECT;
    if (answer.number() < 1 || answer.number() > most) {
      return "fact-number-invalid";
    }
    if (value == null) {
      return "fact-value-invalid";
    }
    return isInRange(slot.fact(), value) ? null : "fact-out-of-range";
  }

  /** The value as rules see it, or null where it is none. */
  private static @Nullable Object valueOf(Fact fact, Object given) {
    return switch (fact.type()) {
      case BOOLEAN -> given instanceof Boolean ? given : null;
      case NUMBER, WHOLE_NUMBER -> numberOf(fact, given);
      case CODE -> fact.values() != null && fact.values().contains(given) ? given : null;
      case CODES -> codesOf(given);
    };
  }

  private static @Nullable Object numberOf(Fact fact, Object given) {
    if (!(given instanceof Number finite) || !Double.isFinite(finite.doubleValue())) {
      return null;
    }
    BigDecimal number = new BigDecimal(given.toString());
    int decimals = Math.max(number.stripTrailingZeros().scale(), 0);
    int allowed = fact.type() == Fact.Type.WHOLE_NUMBER ? 0 : 2;
    return decimals > allowed ? null : (Object) number.doubleValue();
  }

  private static @Nullable Object codesOf(Object given) {
    return given instanceof List<?> list
            && list.size() <= 200
            && list.stream().allMatch(item -> item instanceof String code && isCode(code))
        ? new ArrayList<>(list)
        : null;
  }

  private static boolean isCode(String text) {
    return text.matches("[A-Z][A-Z0-9_]{1,59}");
  }

  private static boolean isInRange(Fact fact, Object value) {
    return !(value instanceof Double number)
        || (fact.min() == null || number >= fact.min().doubleValue())
            && (fact.max() == null || number <= fact.max().doubleValue());
  }
}
