package org.retzef.rights.eligibility.rules;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The rule book of all rights of the reference files. */
final class AllRights {

  private static final List<String> FILES =
      List.of(
          "income",
          "employment",
          "housing",
          "utilities",
          "material",
          "family",
          "education",
          "health",
          "disability",
          "seniors",
          "protection",
          "transport",
          "legal",
          "debt",
          "immigration",
          "soldiers");

  private AllRights() {}

  static RuleBook book() {
    List<JsonNode> rights =
        FILES.stream()
            .flatMap(
                file ->
                    RuleFixtures.read("reference/rights/" + file + ".json", JsonNode.class)
                        .stream())
            .sorted(Comparator.comparing(right -> right.get("code").asString()))
            .toList();
    Map<Parameter, Object> parameters = new HashMap<>();
    Map<String, Object> amounts = new HashMap<>();
    for (JsonNode right : rights) {
      ConditionWriter writer = new ConditionWriter(right.get("code").asString());
      conditions(right).forEach(writer::write);
      parameters.putAll(writer.parameters());
      amounts.putAll(RuleFixtures.amounts(writer));
    }
    RuleCompiler compiler =
        new RuleCompiler(
            RuleFixtures.SCHEMA, new RuleLanguage(RuleFixtures.SCHEMA, parameters.keySet()));
    List<Rule> rules =
        rights.stream()
            .map(
                right ->
                    compiler.compile(
                        right.get("code").asString(),
                        conditions(right).toList(),
                        new ArrayList<>()))
            .toList();
    return new RuleBook(LocalDate.of(2026, 3, 1), rules, amounts);
  }

  private static Stream<Condition> conditions(JsonNode right) {
    return Stream.of(RuleFixtures.JSON.treeToValue(right.get("conditions"), Condition[].class));
  }
}
