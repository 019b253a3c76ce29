package org.retzef.rights.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestEvent;
import org.retzef.platform.testing.TestEvents;
import org.retzef.rights.Desk;
import org.retzef.rights.TestFamilies;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.json.JsonMapper;

/** What a family has goes with it into a merger, and comes out of it again when that is undone. */
@RetzefIT
class MergedFamiliesIT {

  private static final String THEIRS = "IL.SOUTH.A0070.D1";
  private static final String ELSEWHERE = "IL.SOUTH.A0070.D2";

  @Autowired private WebTestClient http;
  @Autowired private JsonMapper json;
  @Autowired private DatabaseClient database;
  private Desk desk;
  private final Map<UUID, Integer> versions = new HashMap<>();

  @BeforeEach
  void openTheDesk() {
    desk = new Desk(http);
  }

  @Test
  void givesBackCasesDebtsAndScreeningsWhenAMergerIsUndone() {
    UUID survivor = registered(THEIRS);
    UUID merged = registered(Desk.DEPARTMENT);
    List<String> paths = filed(merged);
    tell(survivor, merger(survivor, merged, THEIRS, Desk.DEPARTMENT, false));
    awaitSeen(Desk.STRANGER, paths);
    paths.forEach(path -> desk.get(Desk.WORKER, path).expectStatus().isNotFound());
    for (String token : List.of(Desk.STRANGER, Desk.WORKER)) { // what is new is the survivor's
      Answers.refused(
          desk.post(token, "screenings", "{\"familyId\":\"%s\"}".formatted(merged)),
          404,
          "family-not-found");
    }
    tell(survivor, merger(survivor, merged, THEIRS, Desk.DEPARTMENT, true));
    awaitSeen(Desk.WORKER, paths);
    paths.forEach(path -> desk.get(Desk.STRANGER, path).expectStatus().isNotFound());
    desk.created(Desk.WORKER, "screenings", "{\"familyId\":\"%s\"}".formatted(merged));
  }

  @Test
  void takesAlongWhatWasMergedBeforeAndErasesAllOfItTogether() {
    UUID first = registered(Desk.DEPARTMENT);
    UUID second = registered(Desk.DEPARTMENT);
    UUID third = registered(THEIRS);
    List<String> paths = filed(first);
    tell(second, merger(second, first, Desk.DEPARTMENT, Desk.DEPARTMENT, false));
    await().atMost(Duration.ofSeconds(20)).until(() -> isMergedInto(first, second));
    tell(third, merger(third, second, THEIRS, Desk.DEPARTMENT, false));
    awaitSeen(Desk.STRANGER, paths);
    tell(
        third,
        new Told(
            "org.retzef.family.transferred.v1",
            "{\"familyId\":\"%s\",\"fromUnit\":\"%s\",\"unit\":\"%s\"}"
                .formatted(third, THEIRS, ELSEWHERE)));
    awaitSeen(Desk.token("worker-3", ELSEWHERE, "family-social-worker"), paths);
    tell(third, new Told("org.retzef.family.erased.v1", "{\"familyId\":\"%s\"}".formatted(third)));
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(keysOf(first, second, third)).isZero());
  }

  private record Told(String type, String json) {}

  private List<String> filed(UUID family) {
    String takeUp =
        id("take-up-cases", "{\"familyId\":\"%s\",\"right\":\"LEGAL_AID\"}".formatted(family));
    String debt =
        id(
            "debts",
            """
            {"familyId":"%s","creditorKind":"BANK","amount":5,"abusive":false,"greyMarket":false,
             "enforcement":"NONE","since":"2024-05-01"}"""
                .formatted(family));
    String screening = id("screenings", "{\"familyId\":\"%s\"}".formatted(family));
    return List.of("take-up-cases/" + takeUp, "debts/" + debt, "screenings/" + screening);
  }

  private String id(String path, String body) {
    return desk.created(Desk.WORKER, path, body).get("id").asString();
  }

  private void awaitSeen(String token, List<String> paths) {
    for (String path : paths) {
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> desk.get(token, path).returnResult(String.class).getStatus().value() == 200);
    }
  }

  private UUID registered(String unit) {
    return new TestFamilies(database).registered(unit, 2, 1);
  }

  private static Told merger(
      UUID survivor, UUID merged, String unit, String mergedUnit, boolean undone) {
    return new Told(
        "org.retzef.family.merged.v1",
        """
        {"familyId":"%s","mergedFamilyId":"%s","mergeId":"%s","unit":"%s","mergedUnit":"%s",
         "undone":%s}"""
            .formatted(survivor, merged, UUID.randomUUID(), unit, mergedUnit, undone));
  }

  private void tell(UUID about, Told told) {
    try (var events = TestEvents.on("retzef.family.events")) {
      int version = versions.merge(about, 2, (before, _) -> before + 1);
      events.publish(TestEvent.of(told.type(), about.toString(), version, told.json()));
    }
  }

  private boolean isMergedInto(UUID merged, UUID survivor) {
    return Boolean.TRUE.equals(
        database
            .sql(
                """
                select merged_into is not distinct from cast(:into as uuid) as merged
                  from known_family where id = :id
                """)
            .bind("into", survivor)
            .bind("id", merged)
            .map(row -> row.get("merged", Boolean.class))
            .one()
            .block());
  }

  private long keysOf(UUID... families) {
    return database
        .sql("select count(*) as n from family_key where family_id = any(:ids)")
        .bind("ids", families)
        .map(row -> row.get("n", Long.class))
        .one()
        .block();
  }
}
