package org.retzef.rights.eligibility.rules;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An amount or a table that a rule names and that changes by the year: it is kept apart from the
 * rule, with dates of its own.
 *
 * @param code the right and the fact that it bounds, {@code INCOME_SUPPORT.vehicleValue}
 * @param unit of its amounts
 */
public record Parameter(String code, Kind kind, @Nullable String unit) {

  /** What its value looks like. */
  public enum Kind {
    AMOUNT,
    /** For each household size a list of [ceiling, discount %]. */
    TABLE_BY_HOUSEHOLD_SIZE,
    /** A base up to a household size, and an addition for each person more. */
    FORMULA_BY_HOUSEHOLD_SIZE
  }

  private static final String PER_PERSON = "10+";

  /** Its name in the rule language. */
  String variable() {
    return "parameter." + code;
  }

  /** Whether a value has the form that the kind takes. */
  public boolean takes(@Nullable Object value) {
    return switch (kind) {
      case AMOUNT -> Operator.AT_MOST.takes(value);
      case TABLE_BY_HOUSEHOLD_SIZE -> Operator.AT_MOST_BY_TABLE_OF_HOUSEHOLD_SIZE.takes(value);
      case FORMULA_BY_HOUSEHOLD_SIZE -> Operator.AT_MOST_BY_FORMULA_OF_HOUSEHOLD_SIZE.takes(value);
    };
  }

  /** The value as the rule language computes with it. */
  public Object forRules(Object value) {
    return switch (kind) {
      case AMOUNT -> number(value);
      case TABLE_BY_HOUSEHOLD_SIZE -> highestCeilings((Map<?, ?>) value);
      case FORMULA_BY_HOUSEHOLD_SIZE -> numbers((Map<?, ?>) value);
    };
  }

  private static Map<String, Double> highestCeilings(Map<?, ?> table) {
    Map<String, Double> ceilings = new HashMap<>();
    table.forEach(
        (size, grades) -> {
          double highest = 0;
          for (Object grade : (List<?>) grades) {
            highest = Math.max(highest, number(((List<?>) grade).getFirst()));
          }
          String key = size.toString();
          ceilings.put(key.startsWith(PER_PERSON) ? PER_PERSON : key, highest);
        });
    return ceilings;
  }

  private static Map<String, Double> numbers(Map<?, ?> formula) {
    Map<String, Double> numbers = new HashMap<>();
    formula.forEach((name, value) -> numbers.put(name.toString(), number(value)));
    return numbers;
  }

  private static double number(Object value) {
    return new BigDecimal(value.toString()).doubleValue();
  }

  /** The highest income that gives anything; above the table's end it is so much per person. */
  static Double ceilingByTable(Map<?, ?> table, Double size) {
    String row = Integer.toString(size.intValue());
    return size < 10 || table.containsKey(row) ? at(table, row) : size * at(table, PER_PERSON);
  }

  private static double at(Map<?, ?> numbers, String key) {
    if (numbers.get(key) instanceof Double number) {
      return number;
    }
    throw new IllegalArgumentException("Nothing stands at " + key);
  }

  static Double ceilingByFormula(Map<?, ?> formula, Double size) {
    double more = Math.max(0, size - at(formula, "baseUpToSize"));
    return at(formula, "base") + more * at(formula, "perExtraPerson");
  }
}
