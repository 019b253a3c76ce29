package org.retzef.rights.catalogue;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** How a fact is compared with a value. */
enum Operator {
  @JsonProperty("eq")
  EQUAL(Operator::isScalar),
  @JsonProperty("ne")
  NOT_EQUAL(Operator::isScalar),
  @JsonProperty("lt")
  LESS(Number.class::isInstance),
  @JsonProperty("lte")
  AT_MOST(Number.class::isInstance),
  @JsonProperty("gt")
  MORE(Number.class::isInstance),
  @JsonProperty("gte")
  AT_LEAST(Number.class::isInstance),
  /** One of the values. */
  @JsonProperty("in")
  IN(value -> value instanceof List<?> list && list.stream().allMatch(Operator::isScalar)),
  /** From the first to the second value, both included. */
  @JsonProperty("between")
  BETWEEN(value -> isNumbers(value) && ((List<?>) value).size() == 2),
  /** The fact is a set, and the value is in it. */
  @JsonProperty("contains")
  CONTAINS(String.class::isInstance),
  /**
   * The value gives for each household size a list of [ceiling, discount %], read in order; the key
   * {@code 10+ (per person)} holds ceilings for the income divided by persons.
   */
  @JsonProperty("lteTableByHouseholdSize")
  AT_MOST_BY_TABLE_OF_HOUSEHOLD_SIZE(
      value ->
          value instanceof Map<?, ?> table
              && table.values().stream().allMatch(Operator::isListOfNumbers)),
  /** A base up to a household size, and an addition for each person more. */
  @JsonProperty("lteFormulaByHouseholdSize")
  AT_MOST_BY_FORMULA_OF_HOUSEHOLD_SIZE(
      value ->
          value instanceof Map<?, ?> formula
              && formula.get("base") instanceof Number
              && formula.get("baseUpToSize") instanceof Number
              && formula.get("perExtraPerson") instanceof Number),
  /** By the yearly table of day-care grades, which the value only names: it was not found. */
  @JsonProperty("lteDaycareGrade")
  AT_MOST_BY_DAYCARE_GRADE(String.class::isInstance);

  private final Predicate<@Nullable Object> form;

  Operator(Predicate<@Nullable Object> form) {
    this.form = form;
  }

  boolean takes(@Nullable Object value) {
    return form.test(value);
  }

  private static boolean isScalar(@Nullable Object value) {
    return value instanceof String || value instanceof Number || value instanceof Boolean;
  }

  private static boolean isNumbers(@Nullable Object value) {
    return value instanceof List<?> list && list.stream().allMatch(Number.class::isInstance);
  }

  private static boolean isListOfNumbers(@Nullable Object value) {
    return value instanceof List<?> list && list.stream().allMatch(Operator::isNumbers);
  }
}
