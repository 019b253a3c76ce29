package org.retzef.family.merge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.retzef.family.Desk;
import org.retzef.family.FamilyDesk;
import org.retzef.family.FamilyDesk.Answer;
import org.retzef.family.registration.NationalIds;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestEvents;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

@RetzefIT
class MergeFlowIT {

  private static final String UNIT = "IL.SOUTH.A1054.D1";
  private static final AtomicInteger PEOPLE = new AtomicInteger(30_000_000);

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;
  @Autowired private MergeUpkeep upkeep;

  /** The survivor's head is in both; the merged family has a child that the survivor lacks. */
  private record Two(String survivor, String merged, String name) {}

  @Test
  void showsTheSurvivorWithAllThatWasTheOthersAndOpensIt() {
    Two two = two();
    fill(two.merged(), "MAPA");
    merge(two).expect(201);
    JsonNode family = desk().get("families/" + two.survivor()).expect(200).body();
    assertThat(names(family)).containsExactlyInAnyOrder("סימון", "תאומה", "קטנה");
    assertThat(family.at("/members/0/relation").asString()).isEqualTo("HEAD");
    assertThat(desk().get("families/" + two.survivor() + "/enrolments").expect(200).content())
        .contains("MAPA");
    assertThat(
            desk()
                .get("families/" + two.survivor() + "/contact-details/history")
                .expect(200)
                .content())
        .contains("הרקפת 77");
    assertThat(desk().get("families/" + two.survivor() + "/changes").expect(200).content())
        .contains("הרקפת 77");
    assertThat(desk().get("families/" + two.survivor() + "/contacts").expect(200).content())
        .contains("דיברנו ארוכות");
  }

  @Test
  void pointsFromTheMergedFamilyToItsSurvivorAndFindsOnlyThat() {
    Two two = two();
    Answer merged = merge(two).expect(201);
    Answer gone = desk().get("families/" + two.merged()).refuses(404, "family-merged");
    assertThat(gone.text("current/survivorId")).isEqualTo(two.survivor());
    desk().get("families/" + two.merged() + "/enrolments").refuses(404, "family-merged");
    desk()
        .patch("families/" + two.merged(), "{\"phone\": \"0505550000\"}", 1)
        .refuses(404, "family-merged");
    FamilyDesk.of(http, "IL.SOUTH.A2630.D1", "family-social-worker")
        .get("families/" + two.merged())
        .refuses(404, "family-not-found");
    assertThat(found(two)).contains(two.survivor()).doesNotContain(two.merged());
    undo(merged).expect(200);
    desk().get("families/" + two.merged()).expect(200);
    assertThat(found(two)).contains(two.survivor(), two.merged());
  }

  private List<String> found(Two two) {
    return desk()
        .get("families?query=" + two.name())
        .expect(200)
        .body()
        .get("items")
        .valueStream()
        .map(item -> item.get("id").asString())
        .toList();
  }

  @Test
  void opensAfterwardsWhatWasWrittenWhileTheTwoWereOne() {
    Two two = two();
    fill(two.merged(), "MAPA");
    String child = desk().member(two.merged(), "CHILD", 0);
    Answer merged = merge(two).expect(201);
    long version = desk().get("families/" + two.survivor()).version();
    desk()
        .patch(
            "families/" + two.survivor() + "/members/" + child,
            "{\"givenName\": \"גדולה\"}",
            version)
        .expect(200);
    undo(merged).expect(200);
    assertThat(names(desk().get("families/" + two.merged()).expect(200).body()))
        .containsExactlyInAnyOrder("סימון", "גדולה");
    assertThat(names(desk().get("families/" + two.survivor()).expect(200).body()))
        .containsExactlyInAnyOrder("סימון", "תאומה");
    assertThat(
            desk()
                .get("families/" + two.merged() + "/contact-details/history")
                .expect(200)
                .content())
        .contains("הרקפת 77");
    merge(two).expect(201);
    assertThat(names(desk().get("families/" + two.survivor()).expect(200).body()))
        .containsExactlyInAnyOrder("סימון", "תאומה", "גדולה");
  }

  @Test
  void keepsWhatWasRecordedSinceWhenAMergerIsTakenBack() {
    Two two = two();
    String child = desk().member(two.merged(), "CHILD", 0);
    Answer merged = merge(two).expect(201);
    change(two, child, left("MOVED_OUT"));
    undo(merged).expect(200);
    assertThat(names(desk().get("families/" + two.merged()).expect(200).body()))
        .containsExactly("סימון");
    assertThat(list("select leave_reason as it from member where id = '%s'".formatted(child)))
        .containsExactly("MOVED_OUT");
    assertThat(names(desk().get("families/" + two.survivor()).expect(200).body()))
        .containsExactlyInAnyOrder("סימון", "תאומה");
  }

  @Test
  void takesNoMergerBackThatWouldLeaveAFamilyWithoutAHeadOrWithTwo() {
    for (String relation : List.of("HEAD", "CHILD")) {
      Two two = strangers();
      String next = desk().member(two.merged(), relation, 0);
      Answer merged = merge(two).expect(201);
      change(two, next, "{\"relation\": \"HEAD\", \"formerHead\": {\"relation\": \"OTHER\"}}");
      undo(merged).refuses(409, "merge-in-the-way");
      assertThat(desk().get("families/" + two.merged()).status()).isEqualTo(404);
    }
  }

  @Test
  void takesNoMergerBackWhereTheHeadHasLeftSince() {
    Two two = strangers();
    String former = desk().member(two.merged(), "HEAD", 0);
    Answer merged = merge(two).expect(201);
    change(two, former, left("DIED"));
    undo(merged).refuses(409, "merge-in-the-way");
  }

  private static String left(String reason) {
    return "{\"leftOn\": \"%s\", \"leaveReason\": \"%s\"}"
        .formatted(LocalDate.now(ZoneId.of("Asia/Jerusalem")), reason);
  }

  private void change(Two two, String member, String change) {
    String family = "families/" + two.survivor();
    desk().patch(family + "/members/" + member, change, desk().get(family).version()).expect(200);
  }

  @Test
  void refusesFamiliesThatAreInOneTrackAtOneTime() {
    Two two = two();
    enrol(two.survivor(), "MIFGASH");
    enrol(two.merged(), "MIFGASH");
    merge(two).refuses(409, "enrolments-overlap");
    assertThat(names(desk().get("families/" + two.merged()).expect(200).body())).hasSize(2);
  }

  @Test
  void mergesFamiliesOfWhomOneWasInATrackAndTheOtherWasOnlyPlannedToBe() {
    Two two = two();
    LocalDate today = LocalDate.now(ZoneId.of("Asia/Jerusalem"));
    enrol(two.survivor(), "MIFGASH");
    String enrolments = "families/" + two.merged() + "/enrolments";
    String planned =
        desk()
            .post(
                enrolments,
                "{\"track\": \"MIFGASH\", \"startDate\": \"%s\"}".formatted(today.plusYears(1)))
            .expect(201)
            .text("id");
    desk()
        .patch(
            enrolments + "/" + planned,
            "{\"status\": \"LEFT\", \"endDate\": \"%s\", \"reason\": \"OTHER\"}".formatted(today),
            1)
        .expect(200);
    merge(two).expect(201);
  }

  @Test
  void mergesOnlyWhatTheCallerSawAndMay() {
    Two two = two();
    FamilyDesk head = FamilyDesk.of(http, UNIT, "department-head");
    head.send(HttpMethod.POST, "families/merges", request(two, 1), null, null)
        .refuses(428, "if-match-required");
    head.post("families/merges", request(two, 1), 7).refuses(412, "state-changed");
    assertThat(head.post("families/merges", request(two, 9), 1).expect(412).text("current/id"))
        .isEqualTo(two.merged());
    head.post("families/merges", request(new Two(two.survivor(), two.survivor(), ""), 1), 1)
        .faults("mergedId: same-family");
    head.post("families/merges", request(new Two(two.survivor(), FamilyDesk.unknownId(), ""), 1), 1)
        .refuses(404, "family-not-found");
    FamilyDesk.of(http, "IL.SOUTH.A2630.D1", "team-lead")
        .post("families/merges", request(two, 1), 1)
        .refuses(404, "family-not-found");
    for (String role : List.of("family-social-worker", "family-companion", "supervisor")) {
      FamilyDesk.of(http, UNIT, role).post("families/merges", request(two, 1), 1).expect(403);
    }
    String key = UUID.randomUUID().toString();
    Answer first =
        head.send(HttpMethod.POST, "families/merges", request(two, 1), "\"1\"", key).expect(201);
    Answer again =
        head.send(HttpMethod.POST, "families/merges", request(two, 1), "\"1\"", key).expect(201);
    assertThat(again.text("id")).isEqualTo(first.text("id"));
    String path = "families/merges/" + first.text("id");
    head.get(path).expect(200);
    assertThat(head.get("families/merges?familyId=" + two.merged()).expect(200).content())
        .contains(first.text("id"));
    FamilyDesk.of(http, "IL.SOUTH.A2630.D1", "team-lead").get(path).refuses(404, "merge-not-found");
    head.send(HttpMethod.POST, path + "/reversal", null, "\"5\"", null)
        .refuses(412, "state-changed");
    undo(first).expect(200);
    head.send(HttpMethod.POST, path + "/reversal", null, "\"2\"", null)
        .refuses(409, "merge-undone");
  }

  @Test
  void takesMergersBackInTheOrderOfTheirMaking() {
    Two two = two();
    Answer first = merge(two).expect(201);
    String third = registered(two.name(), "0509990001", "שלישית");
    Answer second =
        FamilyDesk.of(http, UNIT, "team-lead")
            .post("families/merges", request(new Two(third, two.survivor(), ""), 2), 1)
            .expect(201);
    assertThat(desk().get("families/" + two.merged()).expect(404).text("current/survivorId"))
        .isEqualTo(third);
    assertThat(names(desk().get("families/" + third).expect(200).body())).contains("קטנה");
    undo(first).refuses(409, "later-merge-first");
    undo(second).expect(200);
    undo(first).expect(200);
    assertThat(names(desk().get("families/" + two.merged()).expect(200).body())).contains("קטנה");
  }

  @Test
  void letsOneOfTwoMergersWinThatMeet() {
    Two two = two();
    Two reversed = new Two(two.merged(), two.survivor(), two.name());
    var one = CompletableFuture.supplyAsync(() -> merge(two).status());
    var other = CompletableFuture.supplyAsync(() -> merge(reversed).status());
    List<Integer> statuses = new ArrayList<>(List.of(one.join(), other.join()));
    assertThat(statuses).containsOnlyOnce(201);
    assertThat(
            list(
                "select 'x' as it from family where merged_into is not null and id in ('%s', '%s')"
                    .formatted(two.survivor(), two.merged())))
        .hasSize(1);
  }

  @Test
  void bringsAfterWhatACommandUnderWayLeftWithTheMergedFamily() {
    Two two = two();
    Answer merged = merge(two).expect(201);
    run(
        "insert into enrolment (id, family_id, track, start_date) values (uuidv7(), '%s', 'MAPA', '2026-02-02')"
            .formatted(two.merged()));
    upkeep.follow();
    assertThat(desk().get("families/" + two.survivor() + "/enrolments").expect(200).content())
        .contains("MAPA");
    undo(merged).expect(200);
    assertThat(desk().get("families/" + two.merged() + "/enrolments").expect(200).content())
        .contains("MAPA");
  }

  @Test
  void aConsentThatTheSurvivorWithdrawsComesNotBackWithTheMergedFamilys() {
    Two two = two();
    Desk partner = Desk.agreedPartner(http, "NGO-MERGE", "families:read");
    consents(two.merged());
    String own = consents(two.survivor());
    Answer merged = merge(two).expect(201);
    partner.get("/families/" + two.survivor()).expectStatus().isOk();
    withdraw(two.survivor(), own);
    upkeep.follow();
    Desk.refused(partner.get("/families/" + two.survivor()), 404, "family-not-found");
    undo(merged).expect(200);
    partner.get("/families/" + two.merged()).expectStatus().isOk();
    Desk.refused(partner.get("/families/" + two.survivor()), 404, "family-not-found");
  }

  @Test
  void aConsentOfTheMergedFamilyIsNotForASurvivorThatHasWithdrawnItsOwn() {
    Two two = two();
    Desk partner = Desk.agreedPartner(http, "NGO-MERGE", "families:read");
    consents(two.merged());
    withdraw(two.survivor(), consents(two.survivor()));
    Answer merged = merge(two).expect(201);
    upkeep.follow();
    Desk.refused(partner.get("/families/" + two.survivor()), 404, "family-not-found");
    String again = consents(two.survivor());
    partner.get("/families/" + two.survivor()).expectStatus().isOk();
    withdraw(two.survivor(), again);
    undo(merged).expect(200);
    partner.get("/families/" + two.merged()).expectStatus().isOk();
  }

  private String consents(String family) {
    return desk()
        .post(
            "families/" + family + "/consents",
            """
            {"partner": "NGO-MERGE", "purpose": "REFERRAL", "how": "ORAL", "givenOn": "%s"}
            """
                .formatted(LocalDate.now(ZoneId.of("Asia/Jerusalem"))))
        .expect(201)
        .text("id");
  }

  private void withdraw(String family, String consent) {
    desk()
        .post(
            "families/%s/consents/%s/withdrawal".formatted(family, consent),
            "{\"how\": \"SMS\"}",
            1)
        .expect(200);
  }

  @Test
  void aWorkerOfTheMergedFamilyTakesNotOverWhenTheSurvivorsHasEnded() {
    Two two = two();
    FamilyDesk lead = FamilyDesk.of(http, UNIT, "team-lead");
    List<Answer> assigned =
        List.of(two.merged(), two.survivor()).stream()
            .map(
                family ->
                    lead.post(
                            "families/" + family + "/assignments",
                            "{\"worker\": \"w-%s\", \"fieldRole\": \"FAMILY_SOCIAL_WORKER\"}"
                                .formatted(family))
                        .expect(201))
            .toList();
    merge(two).expect(201);
    String assignments = "families/" + two.survivor() + "/assignments";
    lead.send(
            HttpMethod.DELETE,
            assignments + "/" + assigned.getLast().text("id"),
            null,
            "\"1\"",
            null)
        .expect(200);
    upkeep.follow();
    assertThat(lead.get(assignments).expect(200).content()).doesNotContain("w-" + two.merged());
  }

  @Test
  void erasesBothWithTheSurvivorsKey() {
    Two two = two();
    merge(two).expect(201);
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
      Two two = two();
      undo(merge(two).expect(201)).expect(200);
      var told = events.await(3, two.survivor());
      assertThat(told.get(1).type()).isEqualTo("org.retzef.family.merged.v1");
      assertThat(told.get(1).json())
          .contains(
              "\"mergedFamilyId\":\"" + two.merged() + "\"",
              "\"undone\":false",
              "\"unit\":\"" + UNIT)
          .doesNotContain("סימון", two.name());
      assertThat(told.get(2).json()).contains("\"undone\":true");
    }
  }

  private FamilyDesk desk() {
    return FamilyDesk.of(http, UNIT, "family-social-worker");
  }

  private Answer merge(Two two) {
    return FamilyDesk.of(http, UNIT, "team-lead")
        .post("families/merges", request(two, version(two.merged())), version(two.survivor()));
  }

  private long version(String family) {
    Answer answer = desk().get("families/" + family);
    return answer.status() == 200 ? answer.version() : 1;
  }

  private Answer undo(Answer merged) {
    return FamilyDesk.of(http, UNIT, "team-lead")
        .send(
            HttpMethod.POST,
            "families/merges/" + merged.text("id") + "/reversal",
            null,
            "\"1\"",
            null);
  }

  private static String request(Two two, long mergedVersion) {
    return """
        {"survivorId": "%s", "mergedId": "%s", "mergedVersion": %d,
         "reasonCode": "REGISTERED_TWICE"}
        """
        .formatted(two.survivor(), two.merged(), mergedVersion);
  }

  private Two two() {
    String name = "משפחה" + Integer.toString(PEOPLE.get(), 26).replaceAll("[0-9]", "ק");
    String letters =
        name.chars()
            .map(c -> c >= 'a' ? 'א' + (c - 'a') : c)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    String head = NationalIds.of(PEOPLE.getAndIncrement());
    return new Two(
        registered(letters, "0508880001", "תאומה", head),
        registered(letters, "0508880002", "קטנה", head),
        letters);
  }

  /** Each with a head of its own. */
  private Two strangers() {
    String name = "רחוקים";
    return new Two(
        registered(name, "0508880001", "תאומה"), registered(name, "0508880002", "קטנה"), name);
  }

  private String registered(String name, String phone, String child) {
    return registered(name, phone, child, NationalIds.of(PEOPLE.getAndIncrement()));
  }

  private String registered(String name, String phone, String child, String headId) {
    return desk()
        .registered(
            """
            {"unit": "%s", "preferredLanguage": "he", "phone": "%s",
             "address": {"street": "הסביון 5", "city": "תל שבע"},
             "members": [
               {"givenName": "סימון", "familyName": "%s", "nationalId": "%s",
                "birthDate": "1981-02-03", "sex": "MALE", "relation": "HEAD"},
               {"givenName": "%s", "familyName": "%s",
                "birthDate": "2012-0%d-05", "sex": "FEMALE", "relation": "CHILD"}]}
            """
                .formatted(UNIT, phone, name, headId, child, name, 1 + child.length() % 9));
  }

  private void fill(String family, String track) {
    enrol(family, track);
    long version = desk().get("families/" + family).version();
    desk()
        .patch(
            "families/" + family,
            "{\"address\": {\"street\": \"הרקפת 77\", \"city\": \"תל שבע\"}}",
            version)
        .expect(200);
    desk()
        .patch(
            "families/" + family,
            "{\"address\": {\"street\": \"הרימון 1\", \"city\": \"תל שבע\"}}",
            version + 1)
        .expect(200);
    desk()
        .post(
            "families/" + family + "/contacts",
            """
            {"kind": "HOME_VISIT", "direction": "BY_WORKER", "happenedOn": "2026-03-01",
             "domains": [], "note": "דיברנו ארוכות"}
            """)
        .expect(201);
    FamilyDesk.of(http, UNIT, "team-lead")
        .post(
            "families/" + family + "/assignments",
            "{\"worker\": \"w-%s\", \"fieldRole\": \"VOLUNTEER\"}".formatted(track))
        .expect(201);
  }

  private void enrol(String family, String track) {
    desk()
        .post(
            "families/" + family + "/enrolments",
            "{\"track\": \"%s\", \"startDate\": \"2026-01-15\"}".formatted(track))
        .expect(201);
  }

  private static List<String> names(JsonNode family) {
    return family
        .get("members")
        .valueStream()
        .map(member -> member.get("givenName").asString())
        .toList();
  }

  private void run(String sql) {
    database.sql(sql).then().block();
  }

  private List<String> list(String sql) {
    return database.sql(sql).map(row -> row.get("it", String.class)).all().collectList().block();
  }
}
