package org.retzef.rights.eligibility.rules;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One of the conditions of a right, all of which must hold. Kept as data, never as prose, so that a
 * machine can decide it and name the one that failed.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION)
@JsonSubTypes({
  @JsonSubTypes.Type(Condition.Comparison.class),
  @JsonSubTypes.Type(Condition.AnyOf.class),
  @JsonSubTypes.Type(Condition.Expression.class)
})
public sealed interface Condition {

  /**
   * What is known of somebody, compared with what the right asks for.
   *
   * @param fact its subject and name, {@code household.childrenUnder18}; the subjects are told in
   *     the service's README
   * @param op how
   * @param value with what, of the form that the operator takes
   * @param unit of the value, where it has one: {@code years}, {@code ILS/month}
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Comparison(String fact, Operator op, Object value, @Nullable String unit)
      implements Condition {

    public Comparison {
      Objects.requireNonNull(fact, "fact");
      if (!op.takes(value)) {
        throw new IllegalArgumentException("condition-value-invalid");
      }
    }
  }

  /**
   * Alternatives, one of which must hold.
   *
   * @param anyOf each a list of conditions that must hold together
   */
  record AnyOf(List<List<Condition>> anyOf) implements Condition {

    public AnyOf {
      if (anyOf.size() < 2 || anyOf.stream().anyMatch(List::isEmpty)) {
        throw new IllegalArgumentException("condition-alternatives-invalid");
      }
    }
  }

  /**
   * What no comparison can say, in the rule language itself (CEL).
   *
   * @param name what the condition is called in explanations
   * @param expression names facts and parameters, has no loops, and answers yes or no
   */
  record Expression(String name, String expression) implements Condition {

    public Expression {
      if (!name.matches("[a-z][A-Za-z0-9]{0,59}") || expression.length() > 2000) {
        throw new IllegalArgumentException("condition-expression-invalid");
      }
    }
  }
}
