package org.retzef.rights.screening;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.retzef.rights.screening.ScreenedFamilies.request;
import static org.retzef.rights.screening.ScreenedFamilies.result;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestEvent;
import org.retzef.platform.testing.TestEvents;
import org.retzef.rights.Desk;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a screening tells, keeps and forgets of a family. */
@RetzefIT
@ExtendWith(OutputCaptureExtension.class)
class ScreeningSecretsIT {

  @Autowired private WebTestClient http;
  @Autowired private JsonMapper json;
  @Autowired private DatabaseClient database;

  private Desk desk;
  private ScreenedFamilies families;

  @BeforeEach
  void openTheDesk() {
    desk = new Desk(http);
    families = new ScreenedFamilies(desk, json, database);
  }

  @Test
  void opensTheCasesAtOnceAndTellsCountsAlone() {
    UUID family = families.registered(3, 2);
    try (var events = TestEvents.on("retzef.rights.events")) {
      JsonNode screening =
          families.screened(
              family,
              "2026-03-01",
              families.answers(
                  "child.age", 5,
                  "child.isResident", true,
                  "person.isResident", true,
                  "person.isDomesticViolenceSurvivor", true,
                  "person.sex", "FEMALE",
                  "person.shelterStayDays", 61,
                  "person.returnedHome", false));
      assertThat(screening.get("casesOpened").asInt()).isGreaterThanOrEqualTo(2);
      String id = screening.get("id").asString();
      TestEvent told = events.await(1, id).getFirst();
      assertThat(told.type()).isEqualTo("org.retzef.screening.completed.v1");
      int cases = screening.get("casesOpened").asInt();
      List<TestEvent> opened =
          events.await(
              cases,
              event ->
                  event.json().contains(family.toString())
                      && event.type().contains("take-up.opened"));
      assertThat(opened)
          .allSatisfy(
              event ->
                  assertThat(event.json())
                      .doesNotContain("DV_", "PROTECTION", "Violence", "shelter"));
      assertThat(opened).anyMatch(event -> event.json().contains("\"right\":null"));
      assertThat(opened).anyMatch(event -> event.json().contains("CHILD_ALLOWANCE"));
      assertThat(told.json()).doesNotContain("DV_", "Violence", "shelter");
    }
    List<JsonNode> listed = desk.all(Desk.WORKER, "take-up-cases?familyId=" + family);
    assertThat(listed.toString()).doesNotContain("DV_", "PROTECTION").contains("CHILD_ALLOWANCE");
    JsonNode again = families.screened(family, "2026-03-01", "[]");
    assertThat(again.get("casesOpened").asInt()).isZero();
  }

  @Test
  void keepsNoFactReadableAndWritesNoneToTheLog(CapturedOutput output) {
    UUID family = families.registered(2, 1);
    String key = UUID.randomUUID().toString();
    String body =
        request(
            family,
            "2026-03-01",
            families.answers("person.isHolocaustSurvivor", true, "person.age", 88));
    JsonNode first = posted(key, body);
    JsonNode replayed = posted(key, body);
    assertThat(replayed).isEqualTo(first);
    assertThat(count("screening where family_id = '" + family + "'")).isEqualTo(1);
    for (String table : List.of("screening", "family_answers", "family_priority")) {
      assertThat(rows(table + " t where family_id = '" + family + "'"))
          .contains(family.toString())
          .doesNotContain("Holocaust");
    }
    assertThat(rows("idempotency_key t where key = '" + key + "'"))
        .contains(key)
        .doesNotContain("Holocaust", "HOLOCAUST");
    assertThat(rows("outbox t where payload like '%" + family + "%'")).doesNotContain("HOLOCAUST");
    assertThat(output.getAll()).doesNotContain("isHolocaustSurvivor");
  }

  @Test
  void forgetsWhatItKnewOfAnErasedFamily() {
    UUID family = families.registered(2, 1);
    JsonNode screening =
        families.screened(family, "2026-03-01", families.answers("person.age", 40));
    try (var events = TestEvents.on("retzef.family.events")) {
      events.publish(
          TestEvent.of(
              "org.retzef.family.erased.v1",
              family.toString(),
              2,
              "{\"familyId\":\"%s\",\"unit\":\"%s\",\"erasedAt\":\"2026-08-03T09:12:45Z\"}"
                  .formatted(family, Desk.DEPARTMENT)));
    }
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                Answers.refused(
                    desk.get(Desk.WORKER, "screenings/" + screening.get("id").asString()),
                    404,
                    "screening-not-found"));
    assertThat(count("family_key where family_id = '" + family + "'")).isZero();
    assertThat(count("family_answers where family_id = '" + family + "'")).isZero();
    assertThat(count("screening where family_id = '" + family + "'")).isEqualTo(1);
    Answers.refused(
        desk.post(Desk.WORKER, "screenings", request(family, "2026-03-01", "[]")),
        404,
        "family-not-found");
  }

  @Test
  void followsAFamilyToItsNewDepartment() {
    UUID family = families.registered(2, 1);
    JsonNode screening = families.screened(family, "2026-03-01", "[]");
    String path = "screenings/" + screening.get("id").asString();
    Answers.refused(desk.get(Desk.STRANGER, path), 404, "screening-not-found");
    Answers.refused(
        desk.post(Desk.STRANGER, "screenings", request(family, "2026-03-01", "[]")),
        404,
        "family-not-found");
    try (var events = TestEvents.on("retzef.family.events")) {
      events.publish(
          TestEvent.of(
              "org.retzef.family.transferred.v1",
              family.toString(),
              2,
              "{\"familyId\":\"%s\",\"fromUnit\":\"%s\",\"unit\":\"IL.SOUTH.A0070.D1\"}"
                  .formatted(family, Desk.DEPARTMENT)));
    }
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> desk.get(Desk.STRANGER, path).expectStatus().isOk());
    Answers.refused(desk.get(Desk.WORKER, path), 404, "screening-not-found");
  }

  @Test
  void checksSomebodyNamelessAndKeepsNothing() {
    long screenings = count("screening");
    long news = count("outbox");
    JsonNode found =
        json.readTree(
            http.post()
                .uri("/api/v1/screenings/anonymous")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(
                    "{\"asOf\":\"2026-03-01\",\"facts\":"
                        + families.answers(
                            "child.age", 3, "child.isResident", true, "person.isResident", true)
                        + "}")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .returnResult()
                .getResponseBody());
    assertThat(result(found, "CHILD_ALLOWANCE").get("outcome").asString()).isEqualTo("ELIGIBLE");
    assertThat(found.get("id").isNull()).isTrue();
    assertThat(count("screening")).isEqualTo(screenings);
    assertThat(count("outbox")).isEqualTo(news);
    desk.invalid(
        http.post()
            .uri("/api/v1/screenings/anonymous")
            .contentType(MediaType.APPLICATION_JSON)
            .bodyValue("{\"facts\":" + families.answers("household.passesAssetTest", true) + "}")
            .exchange(),
        "facts[0].fact fact-for-workers");
    JsonNode byWorker =
        desk.created(
            Desk.WORKER,
            "screenings",
            "{\"facts\":" + families.answers("household.passesAssetTest", true) + "}");
    assertThat(byWorker.get("familyId").isNull()).isTrue();
  }

  private JsonNode posted(String key, String body) {
    return json.readTree(
        http.post()
            .uri("/api/v1/screenings")
            .headers(
                headers -> {
                  headers.setBearerAuth(Desk.WORKER);
                  headers.set("Idempotency-Key", key);
                })
            .contentType(MediaType.APPLICATION_JSON)
            .bodyValue(body)
            .exchange()
            .expectStatus()
            .isCreated()
            .expectBody()
            .returnResult()
            .getResponseBody());
  }

  private String rows(String table) {
    return String.valueOf(
        database
            .sql("select coalesce(string_agg(t::text, ' '), '') as rows from " + table)
            .map(row -> row.get("rows", String.class))
            .one()
            .block());
  }

  private long count(String from) {
    return database
        .sql("select count(*) as n from " + from)
        .map(row -> row.get("n", Long.class))
        .one()
        .block();
  }
}
