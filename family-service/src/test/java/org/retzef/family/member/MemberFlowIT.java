package org.retzef.family.member;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.family.FamilyDesk;
import org.retzef.family.FamilyDesk.Answer;
import org.retzef.family.registration.NationalIds;
import org.retzef.family.registration.Requests;
import org.retzef.platform.testing.Patiently;
import org.retzef.platform.testing.RetzefIT;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;

/** How members of a household are recorded and corrected. */
@RetzefIT
class MemberFlowIT {

  private static final AtomicInteger PEOPLE = new AtomicInteger(13_000_000);

  /** Each test's own: nobody is in two families at once. */
  private final String number = NationalIds.of(PEOPLE.getAndIncrement());

  private final String newcomer = Requests.newcomer(number);

  @Autowired private WebTestClient http;

  @Autowired private DatabaseClient database;

  private FamilyDesk desk;

  @BeforeEach
  void openDesk() {
    desk = FamilyDesk.ofWorker(http);
  }

  @Test
  void aJoiningToldTwiceIsDoneOnce() {
    String family = desk.registered();
    String path = "families/" + family + "/members";
    String first = desk.send(HttpMethod.POST, path, newcomer, "\"1\"", "join-" + family).text("id");
    Answer again =
        desk.send(HttpMethod.POST, path, newcomer, "\"1\"", "join-" + family).expect(201);
    assertThat(again.text("id")).isEqualTo(first);
    assertThat(again.headers().getFirst("Idempotency-Replayed")).isEqualTo("true");
    assertThat(desk.membersOn(family, today().toString())).hasSize(4);
    assertThat(keptAnswers()).contains(first).doesNotContain("فاطمة", number);
  }

  @Test
  void correctsAMemberAndKeepsWhoChangedWhatAndWhen() {
    String family = desk.registered();
    String child = desk.member(family, "CHILD", 0);
    Answer corrected =
        desk.patch(
                member(family, child),
                "{\"givenName\": \"רמי\", \"birthDate\": \"2014-03-01\", \"nationalId\": \"12344\"}",
                1)
            .expect(200);
    assertThat(corrected.version()).isEqualTo(2);
    assertThat(corrected.content()).contains("רמי", "000012344", "2014-03-01");
    Answer changes = desk.get("families/" + family + "/changes").expect(200);
    assertThat(changes.text("items/0/memberId")).isEqualTo(child);
    assertThat(changes.text("items/0/changedBy")).isEqualTo("user-family-social-worker");
    assertThat(changes.content())
        .contains("\"field\":\"givenName\",\"before\":\"رامي\",\"after\":\"רמי\"")
        .contains("\"field\":\"birthDate\",\"before\":\"2015-03-01\",\"after\":\"2014-03-01\"")
        .contains("\"field\":\"nationalId\",\"before\":null,\"after\":\"000012344\"");
    desk.patch(member(family, child), "{\"withoutNationalId\": true}", 2).expect(200);
    assertThat(desk.get("families/" + family).content()).doesNotContain("000012344");
    assertThat(sealedChanges(family)).doesNotContain("רמי", "12344");
  }

  @Test
  void whatChangesNothingIsNoNewVersion() {
    String family = desk.registered();
    String child = desk.member(family, "CHILD", 0);
    Answer same = desk.patch(member(family, child), "{\"sex\": \"MALE\"}", 1).expect(200);
    assertThat(same.version()).isEqualTo(1);
  }

  @Test
  void refusesWhatCannotBe() {
    String family = desk.registered();
    String mother = desk.member(family, "HEAD", 0);
    String child = desk.member(family, "CHILD", 0);
    String path = "families/" + family + "/members";
    desk.post(path, newcomer.replace("2024-01-10", "1959-01-01"), 1)
        .faults("birthDate: born-after-joining");
    desk.post(path, newcomer.replace(number, "123456782"), 1)
        .refuses(409, "member-already-in-family");
    desk.post(path, newcomer.replace("PARENT", "HEAD"), 1).refuses(409, "one-head-required");
    desk.post(
            path,
            newcomer
                .replace("فاطمة", "א\\u0000ב")
                .replace("1960-02-02", "1899-12-31")
                .replace("2024-01-10", "2999-01-01")
                .replace("\"" + number + "\"", "18"),
            1)
        .faults(
            "givenName: text-forbidden-character",
            "birthDate: date-too-early",
            "joinedOn: date-in-future",
            "nationalId: value-invalid");
    desk.patch(member(family, child), "{\"leftOn\": \"2015-01-01\", \"leaveReason\": \"OTHER\"}", 1)
        .faults("leftOn: left-before-joining");
    desk.patch(member(family, child), "{\"leftOn\": \"2999-01-01\", \"leaveReason\": \"OTHER\"}", 1)
        .faults("leftOn: date-in-future");
    desk.patch(member(family, child), "{\"leftOn\": \"%s\"}".formatted(today()), 1)
        .faults("leaveReason: required");
    desk.patch(member(family, child), "{\"parentIds\": [\"%s\"]}".formatted(child), 1)
        .faults("parentIds: parent-is-self");
    desk.patch(member(family, mother), "{\"parentIds\": [\"%s\"]}".formatted(child), 1)
        .faults("parentIds: parent-not-older");
    desk.patch(
            member(family, child), "{\"parentIds\": [\"%s\"]}".formatted(FamilyDesk.unknownId()), 1)
        .faults("parentIds: parent-unknown");
    desk.patch(member(family, FamilyDesk.unknownId()), "{}", 1).refuses(404, "member-not-found");
    assertThat(desk.get("families/" + family).version()).isEqualTo(1);
  }

  @Test
  void knowsWhoseChildSomebodyIs() {
    String family = desk.registered();
    String mother = desk.member(family, "HEAD", 0);
    String child = desk.member(family, "CHILD", 0);
    String parents = "{\"parentIds\": [\"%s\"]}".formatted(mother);
    assertThat(desk.patch(member(family, child), parents, 1).expect(200).content())
        .contains("\"parentIds\":[\"" + mother + "\"]");
    desk.patch(member(family, mother), "{\"birthDate\": \"2016-01-01\"}", 2)
        .faults("birthDate: parent-not-older");
    String birth = desk.get("families/" + family).text("members/1/birthDate");
    desk.patch(member(family, mother), "{\"birthDate\": \"%s\"}".formatted(birth), 2)
        .faults("birthDate: parent-not-older");
    assertThat(desk.patch(member(family, child), "{\"parentIds\": []}", 2).expect(200).content())
        .doesNotContain("\"parentIds\":[\"" + mother + "\"]");
  }

  @Test
  void twoWhoChangeTheSameFieldAtOnceSeeBothValues() {
    String family = desk.registered();
    String child = desk.member(family, "CHILD", 0);
    List<Answer> answers =
        Stream.of("גיל", "טל")
            .map(
                name ->
                    CompletableFuture.supplyAsync(
                        () ->
                            Patiently.ask(
                                () ->
                                    desk.patch(
                                        member(family, child),
                                        "{\"givenName\": \"%s\"}".formatted(name),
                                        1),
                                Answer::code)))
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .sorted(java.util.Comparator.comparing(Answer::status))
            .toList();
    assertThat(answers).extracting(Answer::status).containsExactly(200, 412);
    String saved = answers.get(0).content().contains("גיל") ? "גיל" : "טל";
    assertThat(answers.get(1).text("code")).isEqualTo("state-changed");
    assertThat(answers.get(1).body().at("/current/members").toString()).contains(saved);
    assertThat(answers.get(1).body().at("/current/version").asLong()).isEqualTo(2);
  }

  @Test
  void demandsTheVersionTheRoleAndTheUnit() {
    String family = desk.registered();
    String path = "families/" + family + "/members";
    desk.send(HttpMethod.POST, path, newcomer, null, null).refuses(428, "if-match-required");
    desk.post(path, newcomer, 7).refuses(412, "state-changed");
    FamilyDesk stranger = FamilyDesk.of(http, "IL.SOUTH.A0070.D1", "family-social-worker");
    stranger.get(path).refuses(404, "family-not-found");
    stranger.get("families/" + family + "/changes").refuses(404, "family-not-found");
    stranger.post(path, newcomer, 1).refuses(404, "family-not-found");
    String child = desk.member(family, "CHILD", 0);
    stranger.patch(member(family, child), "{}", 7).refuses(404, "family-not-found");
    for (String role : List.of("family-companion", "data-analyst", "auditor", "supervisor")) {
      FamilyDesk other = FamilyDesk.of(http, Requests.DEPARTMENT, role);
      other.post(path, newcomer, 1).expect(403);
      other.get("families/" + family + "/changes").expect(403);
    }
    desk.get(path + "?asOf=2999-01-01").faults("asOf: date-in-future");
    desk.get(path + "?asOf=2025-02-30").faults("asOf: value-invalid");
    desk.get(path + "?asOf=x").faults("asOf: value-invalid");
  }

  private String keptAnswers() {
    return text(
        "select string_agg(body, ' ') as found from idempotency_key where body is not null");
  }

  private String sealedChanges(String family) {
    return text(
        "select string_agg(encode(sealed_changes, 'escape'), ' ') as found from file_change"
            + " where family_id = '"
            + family
            + "'");
  }

  private String text(String sql) {
    return database.sql(sql).map(row -> row.get("found", String.class)).one().block();
  }

  private static String member(String family, String member) {
    return "families/" + family + "/members/" + member;
  }

  private static LocalDate today() {
    return LocalDate.now(java.time.ZoneId.of("Asia/Jerusalem"));
  }
}
