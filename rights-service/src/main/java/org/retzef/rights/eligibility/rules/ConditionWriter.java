package org.retzef.rights.eligibility.rules;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.retzef.rights.eligibility.rules.Condition.AnyOf;
import org.retzef.rights.eligibility.rules.Condition.Comparison;
import org.retzef.rights.eligibility.rules.Condition.Expression;

/**
 * Writes a right's conditions in the rule language, and takes the amounts out of them: those become
 * parameters, since they change by the year and the rule does not.
 */
public final class ConditionWriter {

  private final String right;
  private final Map<Parameter, @Nullable Object> parameters = new LinkedHashMap<>();

  public ConditionWriter(String right) {
    this.right = right;
  }

  /** The amounts that were met so far; null for a table that the source names and does not give. */
  public Map<Parameter, @Nullable Object> parameters() {
    return parameters;
  }

  /** The condition in the rule language. */
  public String write(Condition condition) {
    return switch (condition) {
      case Comparison comparison -> write(comparison);
      case AnyOf(List<List<Condition>> alternatives) ->
          alternatives.stream().map(this::writeAll).collect(Collectors.joining(" || "));
      case Expression expression -> expression.expression();
    };
  }

  private String writeAll(List<Condition> together) {
    String all =
        together.stream()
            .map(c -> c instanceof AnyOf ? "(" + write(c) + ")" : write(c))
            .collect(Collectors.joining(" && "));
    return together.size() == 1 ? all : "(" + all + ")";
  }

  private String write(Comparison comparison) {
    String fact = comparison.fact();
    Object value = comparison.value();
    return switch (comparison.op()) {
      case EQUAL -> equal(fact, value);
      case NOT_EQUAL -> fact + " != " + literal(value);
      case LESS -> fact + " < " + bound(comparison);
      case AT_MOST -> fact + " <= " + bound(comparison);
      case MORE -> fact + " > " + bound(comparison);
      case AT_LEAST -> fact + " >= " + bound(comparison);
      case IN -> fact + " in " + literal(value);
      case BETWEEN -> between(fact, (List<?>) value);
      case CONTAINS -> literal(value) + " in " + fact;
      case AT_MOST_BY_TABLE_OF_HOUSEHOLD_SIZE ->
          fact
              + " <= ceilingByTable("
              + parameter(comparison, Parameter.Kind.TABLE_BY_HOUSEHOLD_SIZE, value)
              + ", household.size)";
      case AT_MOST_BY_FORMULA_OF_HOUSEHOLD_SIZE ->
          fact
              + " <= ceilingByFormula("
              + parameter(comparison, Parameter.Kind.FORMULA_BY_HOUSEHOLD_SIZE, value)
              + ", household.size)";
      case AT_MOST_BY_DAYCARE_GRADE ->
          fact + " <= " + parameter(comparison, Parameter.Kind.AMOUNT, null);
    };
  }

  private static String equal(String fact, Object value) {
    return switch (value) {
      case Boolean yes -> yes ? fact : "!" + fact;
      default -> fact + " == " + literal(value);
    };
  }

  private static String between(String fact, List<?> bounds) {
    return "(%s >= %s && %s <= %s)"
        .formatted(fact, literal(bounds.getFirst()), fact, literal(bounds.getLast()));
  }

  private String bound(Comparison comparison) {
    String unit = comparison.unit();
    boolean isAmount = unit != null && unit.startsWith("ILS") && !isZero(comparison.value());
    return isAmount
        ? parameter(comparison, Parameter.Kind.AMOUNT, comparison.value())
        : literal(comparison.value());
  }

  private static boolean isZero(Object value) {
    return new BigDecimal(value.toString()).signum() == 0;
  }

  private String parameter(Comparison comparison, Parameter.Kind kind, @Nullable Object value) {
    String fact = comparison.fact();
    String base = right + "." + fact.substring(fact.indexOf('.') + 1);
    for (int number = 1; ; number++) {
      String code = number == 1 ? base : base + number;
      Parameter parameter = new Parameter(code, kind, comparison.unit());
      Object other = parameters.get(parameter);
      if (other == null || other.equals(value)) {
        parameters.put(parameter, value);
        return parameter.variable();
      }
    }
  }

  private static String literal(Object value) {
    return switch (value) {
      case Number number -> number(number);
      case List<?> list ->
          list.stream().map(ConditionWriter::literal).collect(Collectors.joining(", ", "[", "]"));
      case String text -> '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
      default -> value.toString();
    };
  }

  private static String number(Number number) {
    String plain = new BigDecimal(number.toString()).toPlainString();
    return plain.contains(".") ? plain : plain + ".0";
  }

  /** The facts that comparisons name; those of written expressions only their compiler knows. */
  public static Stream<String> facts(Condition condition) {
    return switch (condition) {
      case Comparison comparison -> Stream.of(comparison.fact());
      case AnyOf(List<List<Condition>> alternatives) ->
          alternatives.stream().flatMap(List::stream).flatMap(ConditionWriter::facts);
      case Expression written -> Stream.of();
    };
  }

  /** A name for each condition, which stays the same as long as the version does. */
  public static List<String> names(List<Condition> conditions) {
    List<String> names = new ArrayList<>();
    for (Condition condition : conditions) {
      String what =
          switch (condition) {
            case Comparison comparison -> comparison.fact().replace('.', '_');
            case AnyOf alternatives -> "anyOf";
            case Expression expression -> expression.name();
          };
      names.add("c%d_%s".formatted(names.size() + 1, what));
    }
    return names;
  }
}
