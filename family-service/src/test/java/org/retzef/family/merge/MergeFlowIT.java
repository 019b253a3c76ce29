package org.retzef.family.merge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.family.FamilyDesk;
import org.retzef.family.FamilyDesk.Answer;
import org.retzef.family.merge.MergeDesk.Two;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestEvents;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

@RetzefIT
class MergeFlowIT {

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;
  private MergeDesk merging;

  @BeforeEach
  void desk() {
    merging = new MergeDesk(http);
  }

  @Test
  void showsTheSurvivorWithAllThatWasTheOthersAndOpensIt() {
    Two two = merging.two();
    merging.fill(two.merged(), "MAPA");
    merging.merge(two).expect(201);
    JsonNode family = merging.desk().get("families/" + two.survivor()).expect(200).body();
    assertThat(MergeDesk.names(family)).containsExactlyInAnyOrder("סימון", "תאומה", "קטנה");
    assertThat(family.at("/members/0/relation").asString()).isEqualTo("HEAD");
    assertThat(
            merging.desk().get("families/" + two.survivor() + "/enrolments").expect(200).content())
        .contains("MAPA");
    assertThat(
            merging
                .desk()
                .get("families/" + two.survivor() + "/contact-details/history")
                .expect(200)
                .content())
        .contains("הרקפת 77");
    assertThat(merging.desk().get("families/" + two.survivor() + "/changes").expect(200).content())
        .contains("הרקפת 77");
    assertThat(merging.desk().get("families/" + two.survivor() + "/contacts").expect(200).content())
        .contains("דיברנו ארוכות");
  }

  @Test
  void pointsFromTheMergedFamilyToItsSurvivorAndFindsOnlyThat() {
    Two two = merging.two();
    Answer merged = merging.merge(two).expect(201);
    Answer gone = merging.desk().get("families/" + two.merged()).refuses(404, "family-merged");
    assertThat(gone.text("current/survivorId")).isEqualTo(two.survivor());
    merging.desk().get("families/" + two.merged() + "/enrolments").refuses(404, "family-merged");
    merging
        .desk()
        .patch("families/" + two.merged(), "{\"phone\": \"0505550000\"}", 1)
        .refuses(404, "family-merged");
    FamilyDesk.of(http, "IL.SOUTH.A2630.D1", "family-social-worker")
        .get("families/" + two.merged())
        .refuses(404, "family-not-found");
    assertThat(found(two)).contains(two.survivor()).doesNotContain(two.merged());
    merging.undo(merged).expect(200);
    merging.desk().get("families/" + two.merged()).expect(200);
    assertThat(found(two)).contains(two.survivor(), two.merged());
  }

  private List<String> found(Two two) {
    return merging
        .desk()
        .get("families?query=" + two.name())
        .expect(200)
        .body()
        .get("items")
        .valueStream()
        .map(item -> item.get("id").asString())
        .toList();
  }

  @Test
  void tellsWhereEachOfTheTwoLivedAndTakesNeitherForTheOther() {
    Two two = merging.two();
    database
        .sql(
            "update family set contact_since = '2026-01-01' where id in ('%s', '%s')"
                .formatted(two.survivor(), two.merged()))
        .then()
        .block();
    moves(two.merged(), "הרקפת 77", "2026-02-01");
    moves(two.merged(), "הרימון 1", "2026-03-01");
    moves(two.survivor(), "האורן 4", "2026-02-15");
    Answer merged = merging.merge(two).expect(201);
    assertThat(lived(two.survivor()))
        .containsExactly(
            "הסביון 5 2026-01-01 2026-02-15",
            "האורן 4 2026-02-15 null",
            "הסביון 5 2026-01-01 2026-02-01",
            "הרקפת 77 2026-02-01 2026-03-01",
            "הרימון 1 2026-03-01 null");
    assertThat(streetOn(two.survivor(), "2026-02-05")).isEqualTo("הסביון 5");
    assertThat(streetOn(two.survivor(), "2025-12-31")).isEqualTo("הסביון 5");
    assertThat(streetOn(two.survivor(), "2026-03-05")).isEqualTo("האורן 4");
    merging.undo(merged).expect(200);
    assertThat(lived(two.survivor())).hasSize(2);
    assertThat(lived(two.merged())).hasSize(3);
  }

  private void moves(String family, String street, String since) {
    merging
        .desk()
        .patch(
            "families/" + family,
            "{\"address\": {\"street\": \"%s\", \"city\": \"תל שבע\"}, \"since\": \"%s\"}"
                .formatted(street, since),
            merging.version(family))
        .expect(200);
  }

  private String streetOn(String family, String day) {
    return merging
        .desk()
        .get("families/" + family + "?asOf=" + day)
        .expect(200)
        .text("address/street");
  }

  private List<String> lived(String family) {
    return merging
        .desk()
        .get("families/" + family + "/contact-details/history")
        .expect(200)
        .body()
        .get("items")
        .valueStream()
        .map(
            place ->
                "%s %s %s"
                    .formatted(
                        place.at("/address/street").asString(),
                        place.get("since").asString(),
                        place.get("until").isNull() ? null : place.get("until").asString()))
        .toList();
  }

  @Test
  void mergesNoFamiliesOfWhichItWasSaidThatTheyAreNotTheSame() {
    Two two = merging.two();
    say(two, "NOT_THE_SAME", 0);
    merging.merge(two).refuses(409, "families-told-apart");
    merging.desk().get("families/" + two.merged()).expect(200);
    say(two, "UNDECIDED", 1);
    merging.merge(two).expect(201);
  }

  private void say(Two two, String verdict, int version) {
    merging
        .desk()
        .send(
            HttpMethod.PUT,
            "families/%s/duplicates/%s".formatted(two.merged(), two.survivor()),
            "{\"verdict\": \"%s\"}".formatted(verdict),
            "\"%d\"".formatted(version),
            null)
        .expect(200);
  }

  @Test
  void refusesFamiliesThatAreInOneTrackAtOneTime() {
    Two two = merging.strangers();
    merging.enrol(two.survivor(), "MIFGASH");
    merging.enrol(two.merged(), "MIFGASH");
    merging.merge(two).refuses(409, "enrolments-overlap");
    for (String family : List.of(two.survivor(), two.merged())) {
      String enrolments = "families/" + family + "/enrolments";
      String enrolment = merging.desk().get(enrolments).text("items/0/id");
      merging
          .desk()
          .patch(
              enrolments + "/" + enrolment,
              "{\"status\": \"LEFT\", \"endDate\": \"2026-01-15\", \"reason\": \"OTHER\"}",
              1)
          .expect(200);
      merging.merge(two).refuses(409, "enrolments-overlap");
    }
    assertThat(MergeDesk.names(merging.desk().get("families/" + two.merged()).expect(200).body()))
        .hasSize(2);
  }

  @Test
  void mergesFamiliesOfWhomOneWasInATrackAndTheOtherWasOnlyPlannedToBe() {
    Two two = merging.two();
    LocalDate today = LocalDate.now(ZoneId.of("Asia/Jerusalem"));
    String enrolments = "families/" + two.merged() + "/enrolments";
    String planned =
        merging
            .desk()
            .post(
                enrolments,
                "{\"track\": \"MIFGASH\", \"startDate\": \"%s\"}".formatted(today.plusYears(1)))
            .expect(201)
            .text("id");
    merging
        .desk()
        .patch(
            enrolments + "/" + planned,
            "{\"status\": \"LEFT\", \"endDate\": \"%s\", \"reason\": \"OTHER\"}".formatted(today),
            1)
        .expect(200);
    merging.enrol(two.survivor(), "MIFGASH");
    merging.merge(two).expect(201);
  }

  @Test
  void mergesOnlyWhatTheCallerSawAndMay() {
    Two two = merging.two();
    FamilyDesk head = FamilyDesk.of(http, MergeDesk.UNIT, "department-head");
    head.send(HttpMethod.POST, "families/merges", MergeDesk.request(two, 1), null, null)
        .refuses(428, "if-match-required");
    head.post("families/merges", MergeDesk.request(two, 1), 7).refuses(412, "state-changed");
    assertThat(
            head.post("families/merges", MergeDesk.request(two, 9), 1)
                .expect(412)
                .text("current/id"))
        .isEqualTo(two.merged());
    head.post(
            "families/merges", MergeDesk.request(new Two(two.survivor(), two.survivor(), ""), 1), 1)
        .faults("mergedId: same-family");
    head.post(
            "families/merges",
            MergeDesk.request(new Two(two.survivor(), FamilyDesk.unknownId(), ""), 1),
            1)
        .refuses(404, "family-not-found");
    FamilyDesk.of(http, "IL.SOUTH.A2630.D1", "team-lead")
        .post("families/merges", MergeDesk.request(two, 1), 1)
        .refuses(404, "family-not-found");
    for (String role : List.of("family-social-worker", "family-companion", "supervisor")) {
      FamilyDesk.of(http, MergeDesk.UNIT, role)
          .post("families/merges", MergeDesk.request(two, 1), 1)
          .expect(403);
    }
    String key = UUID.randomUUID().toString();
    Answer first =
        head.send(HttpMethod.POST, "families/merges", MergeDesk.request(two, 1), "\"1\"", key)
            .expect(201);
    Answer again =
        head.send(HttpMethod.POST, "families/merges", MergeDesk.request(two, 1), "\"1\"", key)
            .expect(201);
    assertThat(again.text("id")).isEqualTo(first.text("id"));
    String path = "families/merges/" + first.text("id");
    head.get(path).expect(200);
    assertThat(head.get("families/merges?familyId=" + two.merged()).expect(200).content())
        .contains(first.text("id"));
    FamilyDesk.of(http, "IL.SOUTH.A2630.D1", "team-lead").get(path).refuses(404, "merge-not-found");
    head.send(HttpMethod.POST, path + "/reversal", null, "\"5\"", null)
        .refuses(412, "state-changed");
    merging.undo(first).expect(200);
    head.send(HttpMethod.POST, path + "/reversal", null, "\"2\"", null)
        .refuses(409, "merge-undone");
  }

  @Test
  void letsOneOfTwoMergersWinThatMeet() {
    Two two = merging.two();
    Two reversed = new Two(two.merged(), two.survivor(), two.name());
    var one = CompletableFuture.supplyAsync(() -> merging.merge(two).status());
    var other = CompletableFuture.supplyAsync(() -> merging.merge(reversed).status());
    List<Integer> statuses = new ArrayList<>(List.of(one.join(), other.join()));
    assertThat(statuses).containsOnlyOnce(201);
    assertThat(
            list(
                "select 'x' as it from family where merged_into is not null and id in ('%s', '%s')"
                    .formatted(two.survivor(), two.merged())))
        .hasSize(1);
  }

  @Test
  void erasesBothWithTheSurvivorsKey() {
    Two two = merging.two();
    merging.merge(two).expect(201);
    run("delete from family_key where family_id = '" + two.survivor() + "'");
    assertThat(
            list(
                "select encode(wrapped_key, 'hex') as it from family_key where family_id = '%s'"
                    .formatted(two.merged())))
        .containsExactly("");
  }

  @Test
  void tellsAMergerAndItsReversalWithoutNamingAnybody() {
    try (var events = TestEvents.on("retzef.family.events")) {
      Two two = merging.two();
      merging.undo(merging.merge(two).expect(201)).expect(200);
      var told = events.await(3, two.survivor());
      assertThat(told.get(1).type()).isEqualTo("org.retzef.family.merged.v1");
      assertThat(told.get(1).json())
          .contains(
              "\"mergedFamilyId\":\"" + two.merged() + "\"",
              "\"undone\":false",
              "\"unit\":\"" + MergeDesk.UNIT)
          .doesNotContain("סימון", two.name());
      assertThat(told.get(2).json()).contains("\"undone\":true");
    }
  }

  private void run(String sql) {
    database.sql(sql).then().block();
  }

  private List<String> list(String sql) {
    return database.sql(sql).map(row -> row.get("it", String.class)).all().collectList().block();
  }
}
