package org.retzef.rights.screening;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestEvent;
import org.retzef.platform.testing.TestEvents;
import org.retzef.rights.Desk;
import org.retzef.rights.TestFamilies;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A family of which every sensitive fact is known: no list, no event, no log line and no readable
 * column tells one of them, nor a right that asks for one.
 */
@RetzefIT
@ExtendWith(OutputCaptureExtension.class)
class UnspokenIT {

  private static final String UNIT = "IL.TEL_AVIV_CENTER.A6100.D1";
  private static final String WORKER = Desk.token("w-61", UNIT, "family-social-worker");
  private static final String MISTYPED = "SECRETLY-MISTYPED";

  @Autowired private WebTestClient http;
  @Autowired private JsonMapper json;
  @Autowired private DatabaseClient database;
  private Desk desk;

  @BeforeEach
  void openTheDesk() {
    desk = new Desk(http);
  }

  @Test
  void tellsNoSensitiveFactAndNoRightThatAsksForOne(CapturedOutput output) {
    List<JsonNode> facts = sensitiveFacts();
    assertThat(facts).hasSizeGreaterThan(30);
    List<String> unspoken = new ArrayList<>(sensitiveRights());
    assertThat(unspoken).hasSizeGreaterThan(10);
    facts.forEach(fact -> unspoken.add(localName(fact)));
    UUID family = new TestFamilies(database).registered(UNIT, 3, 1);
    String id = family.toString();
    try (var events = TestEvents.on("retzef.rights.events")) {
      JsonNode screening = desk.created(WORKER, "screenings", request(family, answers(facts)));
      assertThat(screening.toString()).contains("isDomesticViolenceSurvivor"); // to the worker
      int opened = screening.get("casesOpened").asInt();
      assertThat(opened).isGreaterThan(3);
      refusedThreeWays(family);
      List<TestEvent> told = events.await(1 + opened, event -> event.json().contains(id));
      assertThat(told).extracting(TestEvent::json).allSatisfy(news -> holdsNone(news, unspoken));
    }
    for (String list :
        List.of(
            "take-up-cases?limit=200&familyId=" + id,
            "take-up-cases/deadlines?until=2030-12-31",
            "take-up-cases/status",
            "screenings?familyId=" + id,
            "screenings/priorities",
            "screenings/gaps",
            "debts?familyId=" + id)) {
      holdsNone(desk.read(WORKER, list).toString(), unspoken);
    }
    for (String table :
        List.of("screening", "family_answers", "family_priority", "benefit_gap", "known_family")) {
      String column = table.equals("known_family") ? "id" : "family_id";
      holdsNone(rows("%s t where %s = '%s'".formatted(table, column, id)), unspoken);
    }
    holdsNone(rows("outbox t where payload like '%" + id + "%'"), unspoken);
    assertThat(output.getAll()).doesNotContain(MISTYPED, "BEDOUIN");
    facts.forEach(fact -> assertThat(output.getAll()).doesNotContain(localName(fact)));
  }

  /** Out of range, contradicting and of the wrong type: what is refused is not logged either. */
  private void refusedThreeWays(UUID family) {
    for (String wrong :
        List.of(
            answer("person.medicalDisabilityPct", "101"),
            answer("person.isDomesticViolenceSurvivor", "false")
                + ","
                + answer("person.hasProtectionOrder", "true"),
            answer("person.isHolocaustSurvivor", "\"" + MISTYPED + "\""))) {
      desk.post(WORKER, "screenings", request(family, wrong)).expectStatus().isBadRequest();
    }
  }

  private static void holdsNone(String told, List<String> unspoken) {
    assertThat(told).doesNotContain(unspoken).doesNotContain(MISTYPED, "BEDOUIN");
  }

  private List<JsonNode> sensitiveFacts() {
    List<JsonNode> facts = new ArrayList<>();
    for (JsonNode fact : desk.read(WORKER, "rights/facts").get("items")) {
      if (fact.get("sensitive").asBoolean()) {
        facts.add(fact);
      }
    }
    return facts;
  }

  private List<String> sensitiveRights() {
    return database
        .sql("select distinct code from right_version where sensitive")
        .map(row -> row.get("code", String.class))
        .all()
        .collectList()
        .block();
  }

  private static String answers(List<JsonNode> facts) {
    Stream<String> rest =
        Stream.of(
            answer("person.isResident", "true"),
            answer("person.age", "40"),
            answer("person.sex", "\"FEMALE\""),
            answer("child.age", "7"),
            answer("child.isResident", "true"));
    return String.join(
        ",",
        Stream.concat(rest, facts.stream().map(f -> answer(f.get("name").asString(), sample(f))))
            .toList());
  }

  private static String sample(JsonNode fact) {
    if (fact.get("name").asString().equals("person.populationGroup")) {
      return "\"BEDOUIN\"";
    }
    return switch (fact.get("type").asString()) {
      case "BOOLEAN" -> fact.get("name").asString().endsWith("returnedHome") ? "false" : "true";
      case "CODE" -> fact.get("values").get(0).toString();
      case "CODES" -> "[]";
      default -> fact.get("max").toString();
    };
  }

  private static String answer(String fact, String value) {
    return "{\"fact\":\"%s\",\"value\":%s}".formatted(fact, value);
  }

  private static String request(UUID family, String answers) {
    return "{\"familyId\":\"%s\",\"asOf\":\"2026-03-01\",\"answers\":[%s]}"
        .formatted(family, answers);
  }

  private static String localName(JsonNode fact) {
    String name = fact.get("name").asString();
    return name.substring(name.indexOf('.') + 1);
  }

  private String rows(String table) {
    return String.valueOf(
        database
            .sql("select coalesce(string_agg(t::text, ' '), '') as rows from " + table)
            .map(row -> row.get("rows", String.class))
            .one()
            .block());
  }
}
