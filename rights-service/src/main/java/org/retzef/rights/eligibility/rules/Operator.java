package org.retzef.rights.eligibility.rules;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** How a fact is compared with a value. */
public enum Operator {
  @JsonProperty("eq")
  EQUAL(Operator::isScalar),
  @JsonProperty("ne")
  NOT_EQUAL(Operator::isScalar),
  @JsonProperty("lt")
  LESS(Operator::isNumber),
  @JsonProperty("lte")
  AT_MOST(Operator::isNumber),
  @JsonProperty("gt")
  MORE(Operator::isNumber),
  @JsonProperty("gte")
  AT_LEAST(Operator::isNumber),
  /** One of the values. */
  @JsonProperty("in")
  IN(value -> value instanceof List<?> list && list.stream().allMatch(Operator::isScalar)),
  /** From the first to the second value, both included. */
  @JsonProperty("between")
  BETWEEN(value -> isNumbers(value) && ((List<?>) value).size() == 2),
  /** The fact is a set, and the value is in it. */
  @JsonProperty("contains")
  CONTAINS(value -> value instanceof String code && code.matches("[A-Z][A-Z0-9_]{1,59}")),
  /**
   * The value gives for each household size a list of [ceiling, discount %], read in order; the key
   * {@code 10+ (per person)} holds ceilings for the income divided by persons.
   */
  @JsonProperty("lteTableByHouseholdSize")
  AT_MOST_BY_TABLE_OF_HOUSEHOLD_SIZE(
      value ->
          value instanceof Map<?, ?> table
              && !table.isEmpty()
              && table.keySet().stream().allMatch(Operator::isHouseholdSize)
              && table.values().stream().allMatch(Operator::isListOfNumbers)),
  /** A base up to a household size, and an addition for each person more. */
  @JsonProperty("lteFormulaByHouseholdSize")
  AT_MOST_BY_FORMULA_OF_HOUSEHOLD_SIZE(
      value ->
          value instanceof Map<?, ?> formula
              && formula.size() == 3
              && isNumber(formula.get("base"))
              && isNumber(formula.get("baseUpToSize"))
              && isNumber(formula.get("perExtraPerson"))),
  /** By the yearly table of day-care grades, which the value only names: it was not found. */
  @JsonProperty("lteDaycareGrade")
  AT_MOST_BY_DAYCARE_GRADE("annual grade table"::equals);

  private final Predicate<@Nullable Object> form;

  Operator(Predicate<@Nullable Object> form) {
    this.form = form;
  }

  public boolean takes(@Nullable Object value) {
    return form.test(value);
  }

  /** Whether facts of this type can be compared so, and with this value. */
  boolean suits(Fact fact, Object value) {
    return switch (this) {
      case EQUAL, NOT_EQUAL -> isOf(fact, value);
      case IN -> ((List<?>) value).stream().allMatch(item -> isOf(fact, item));
      case CONTAINS -> fact.type() == Fact.Type.CODES;
      default -> fact.isNumber();
    };
  }

  private static boolean isOf(Fact fact, Object value) {
    return switch (fact.type()) {
      case BOOLEAN -> value instanceof Boolean;
      case NUMBER, WHOLE_NUMBER -> value instanceof Number;
      case CODE -> fact.values() != null && fact.values().contains(value);
      case CODES -> false;
    };
  }

  private static boolean isScalar(@Nullable Object value) {
    return value instanceof String || value instanceof Boolean || isNumber(value);
  }

  private static boolean isNumber(@Nullable Object value) {
    return value instanceof Number number && Double.isFinite(number.doubleValue());
  }

  private static boolean isNumbers(@Nullable Object value) {
    return value instanceof List<?> list
        && !list.isEmpty()
        && list.stream().allMatch(Operator::isNumber);
  }

  private static boolean isHouseholdSize(Object key) {
    return key.toString().matches("[1-9][0-9]?|10\\+ \\(per person\\)");
  }

  private static boolean isListOfNumbers(@Nullable Object value) {
    return value instanceof List<?> list
        && !list.isEmpty()
        && list.stream().allMatch(Operator::isNumbers);
  }
}
