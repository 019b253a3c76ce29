package org.retzef.rights.screening;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.retzef.rights.Desk;
import org.retzef.rights.TestFamilies;
import org.springframework.r2dbc.core.DatabaseClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Families that somebody screens, and what is found. */
record ScreenedFamilies(Desk desk, JsonMapper json, DatabaseClient database) {

  UUID registered(int members, int minors) {
    return registered(Desk.DEPARTMENT, members, minors);
  }

  UUID registered(String unit, int members, int minors) {
    return new TestFamilies(database).registered(unit, members, minors);
  }

  /** By a worker of its department. */
  JsonNode screened(UUID family, String day, String answers) {
    return desk.created(Desk.WORKER, "screenings", request(family, day, answers));
  }

  static String request(UUID family, String day, String answers) {
    return "{\"familyId\":\"%s\",\"asOf\":\"%s\",\"answers\":%s}".formatted(family, day, answers);
  }

  /**
   * @param factsAndValues by turns
   */
  String answers(Object... factsAndValues) {
    List<String> answers = new ArrayList<>();
    for (int i = 0; i < factsAndValues.length; i += 2) {
      answers.add(
          "{\"fact\":\"%s\",\"value\":%s}"
              .formatted(factsAndValues[i], json.writeValueAsString(factsAndValues[i + 1])));
    }
    return answers.toString();
  }

  /** What was found of a right. */
  static JsonNode result(JsonNode screening, String right) {
    for (JsonNode result : screening.get("results")) {
      if (result.get("right").asString().equals(right)) {
        return result;
      }
    }
    throw new AssertionError(right);
  }

  /** Of some conditions of a right. */
  static List<String> names(JsonNode conditions) {
    List<String> names = new ArrayList<>();
    conditions.forEach(condition -> names.add(condition.get("condition").asString()));
    return names;
  }
}
