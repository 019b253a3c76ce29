package org.retzef.rights.eligibility.rules;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** The declared facts, and short ways to write rules and answers. */
public final class RuleFixtures {

  public static final JsonMapper JSON = JsonMapper.builder().build();
  public static final FactSchema SCHEMA = new FactSchema(read("reference/facts.json", Fact.class));
  public static final FactsReader READER =
      new FactsReader(
          SCHEMA,
          read("reference/contradictions.json", String.class).stream()
              .map(new RuleLanguage(SCHEMA, List.of())::contradiction)
              .toList());

  private RuleFixtures() {}

  public static <T> List<T> read(String file, Class<T> type) {
    try (InputStream bytes = RuleFixtures.class.getClassLoader().getResourceAsStream(file)) {
      return JSON.readerForListOf(type).readValue(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Everything that the conditions name, as parameters with the values that they give. */
  public static Map<String, Object> amounts(ConditionWriter writer) {
    Map<String, Object> amounts = new HashMap<>();
    writer
        .parameters()
        .forEach(
            (parameter, value) -> {
              if (value != null) {
                amounts.put(parameter.variable(), parameter.forRules(value));
              }
            });
    return amounts;
  }

  static List<Condition> conditions(String json) {
    return List.of(JSON.readValue(json, Condition[].class));
  }

  static List<RuleFault> faultsOf(String conditions) {
    List<Condition> read = conditions(conditions);
    ConditionWriter writer = new ConditionWriter("TEST");
    read.forEach(writer::write);
    List<RuleFault> faults = new ArrayList<>();
    new RuleCompiler(SCHEMA, new RuleLanguage(SCHEMA, writer.parameters().keySet()))
        .compile("TEST", read, faults);
    return faults;
  }

  static RuleBook book(LocalDate day, String conditions) {
    List<Condition> read = conditions(conditions);
    ConditionWriter writer = new ConditionWriter("TEST");
    read.forEach(writer::write);
    List<RuleFault> faults = new ArrayList<>();
    Rule rule =
        new RuleCompiler(SCHEMA, new RuleLanguage(SCHEMA, writer.parameters().keySet()))
            .compile("TEST", read, faults);
    if (rule == null) {
      throw new AssertionError(faults.toString());
    }
    return new RuleBook(day, List.of(rule), amounts(writer));
  }

  static Verdict decide(String conditions, Answer... answers) {
    return book(LocalDate.of(2026, 3, 1), conditions).decide(facts(answers)).getFirst();
  }

  public static Facts facts(Answer... answers) {
    List<AnswerFault> faults = new ArrayList<>();
    Facts facts = READER.read(List.of(answers), faults);
    if (!faults.isEmpty()) {
      throw new AssertionError(faults.toString());
    }
    return facts;
  }

  static Answer answer(String fact, Object value) {
    return new Answer(fact, null, value);
  }

  static Answer answer(String fact, int of, Object value) {
    return new Answer(fact, of, value);
  }
}
