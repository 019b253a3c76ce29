package org.retzef.rights.eligibility.rules;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that can be known of a household, and how it is asked.
 *
 * @param name its subject and name, {@code person.age}
 * @param unit of a number, where it has one: {@code years}, {@code ILS/month}
 * @param min the least value that a number may have
 * @param max the greatest value that a number may have
 * @param values the codes that a CODE may have
 * @param sensitive asked only with the household's consent; stands in no list, log or event
 * @param derived decided by a test that a worker makes; while undecided it is "to be checked"
 * @param answeredBy who can know it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Fact(
    String name,
    Type type,
    @Nullable String unit,
    @Nullable BigDecimal min,
    @Nullable BigDecimal max,
    @Nullable List<String> values,
    boolean sensitive,
    boolean derived,
    AnsweredBy answeredBy,
    String questionHe,
    String questionAr,
    String questionEn) {

  /** What kind of value a fact has. */
  public enum Type {
    BOOLEAN,
    NUMBER,
    WHOLE_NUMBER,
    /** One of its values. */
    CODE,
    /** A set of codes of rights. */
    CODES
  }

  /** Who can know a fact. */
  public enum AnsweredBy {
    ANYONE,
    /** A professional, after a look at papers or a decision of somebody else's. */
    WORKER
  }

  /** Of whom a fact is told. */
  enum Subject {
    /** The household as a whole; also its debts, its case, a debtor or a deceased. */
    HOUSEHOLD,
    PERSON,
    CHILD
  }

  Subject subject() {
    return switch (name.substring(0, name.indexOf('.'))) {
      case "person" -> Subject.PERSON;
      case "child" -> Subject.CHILD;
      default -> Subject.HOUSEHOLD;
    };
  }

  boolean isNumber() {
    return type == Type.NUMBER || type == Type.WHOLE_NUMBER;
  }

  /** Whether it is an amount of money, which has no more than two decimals. */
  boolean isMoney() {
    return unit != null && unit.startsWith("ILS");
  }
}
