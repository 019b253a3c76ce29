package org.retzef.family.member;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.family.FamilyDesk;
import org.retzef.family.FamilyDesk.Answer;
import org.retzef.family.registration.NationalIds;
import org.retzef.family.registration.Requests;
import org.retzef.platform.testing.RetzefIT;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Who the head is, on every day, and who so is a single parent. */
@RetzefIT
class HeadOfFamilyIT {

  private static final AtomicInteger PEOPLE = new AtomicInteger(13_100_000);

  private final String newcomer = Requests.newcomer(NationalIds.of(PEOPLE.getAndIncrement()));

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;
  private FamilyDesk desk;

  @BeforeEach
  void openDesk() {
    desk = FamilyDesk.ofWorker(http);
  }

  @Test
  void changesTheHeadInOneStep() {
    String family = desk.registered();
    String mother = desk.member(family, "HEAD", 0);
    String grandmother = desk.joined(family, newcomer);
    String path = member(family, grandmother);
    desk.patch(path, "{\"relation\": \"HEAD\"}", 2).faults("formerHead: required");
    desk.patch(path, "{\"relation\": \"HEAD\", \"formerHead\": {}}", 2)
        .faults("formerHead: value-invalid");
    desk.patch(member(family, mother), "{\"relation\": \"CHILD\"}", 2)
        .refuses(409, "one-head-required");
    desk.patch(
            member(family, mother),
            "{\"leftOn\": \"%s\", \"leaveReason\": \"DIED\"}".formatted(today()),
            2)
        .refuses(409, "one-head-required");
    Answer changed =
        desk.patch(path, "{\"relation\": \"HEAD\", \"formerHead\": {\"relation\": \"CHILD\"}}", 2)
            .expect(200);
    assertThat(changed.text("members/0/id")).isEqualTo(grandmother);
    assertThat(headOn(family, today())).isEqualTo(grandmother);
    Answer former = desk.get("families/" + family + "/members").expect(200);
    assertThat(former.content()).doesNotContain("\"relation\":\"PARENT\"");
    String leaves = "{\"relation\": \"HEAD\", \"formerHead\": {\"leaveReason\": \"DIED\"}}";
    desk.patch(member(family, mother), leaves, 3).expect(200);
    assertThat(headOn(family, today())).isEqualTo(mother);
    assertThat(desk.membersOn(family, today().toString())).hasSize(3).doesNotContain(grandmother);
  }

  @Test
  void hasOneHeadOnEveryDayBeforeAChangeAndSince() {
    String family = registeredLongAgo();
    String mother = desk.member(family, "HEAD", 0);
    String grandmother = desk.joined(family, newcomer);
    changeHead(family, grandmother, 2, "{\"leaveReason\": \"DIED\"}").expect(200);
    assertOneHead(family, mother, grandmother);
    for (String otherDay : List.of("2026-06-01", "2026-01-01", "2024-02-01")) {
      desk.patch(member(family, mother), "{\"leftOn\": \"%s\"}".formatted(otherDay), 3)
          .refuses(409, "one-head-required");
    }
    assertOneHead(family, mother, grandmother);
    desk.patch(member(family, mother), "{\"leaveReason\": \"MOVED_OUT\"}", 3).expect(200);
  }

  @Test
  void aFormerHeadWhoStayedLeavesNotBeforeTheNextOneBegan() {
    String family = registeredLongAgo();
    String mother = desk.member(family, "HEAD", 0);
    String grandmother = desk.joined(family, newcomer);
    changeHead(family, grandmother, 2, "{\"relation\": \"CHILD\"}").expect(200);
    assertOneHead(family, mother, grandmother);
    String leaves = "{\"leftOn\": \"%s\", \"leaveReason\": \"MARRIED\"}";
    desk.patch(member(family, mother), leaves.formatted("2026-02-28"), 3)
        .refuses(409, "one-head-required");
    desk.patch(member(family, mother), leaves.formatted("2026-04-01"), 3).expect(200);
    desk.patch(member(family, mother), "{\"leftOn\": \"2026-02-28\"}", 4)
        .refuses(409, "one-head-required");
    desk.patch(member(family, mother), "{\"leftOn\": \"2026-03-01\"}", 4).expect(200);
    assertOneHead(family, mother, grandmother);
  }

  private Answer changeHead(String family, String next, long version, String former) {
    return desk.patch(
        member(family, next),
        "{\"relation\": \"HEAD\", \"since\": \"2026-03-01\", \"formerHead\": %s}".formatted(former),
        version);
  }

  /** The mother before March 2026, the grandmother since. */
  private void assertOneHead(String family, String mother, String grandmother) {
    for (String day : List.of("2024-01-10", "2026-01-15", "2026-02-28")) {
      assertThat(desk.headsOn(family, day)).as(day).containsExactly(mother);
    }
    for (String day : List.of("2026-03-01", "2026-04-15", today().toString())) {
      assertThat(desk.headsOn(family, day)).as(day).containsExactly(grandmother);
    }
  }

  private String registeredLongAgo() {
    String family = desk.registered();
    database
        .sql(
            "update member set joined_on = '2024-01-01', relation_since = '2024-01-01' where family_id = '%s'"
                .formatted(family))
        .then()
        .block();
    return family;
  }

  @Test
  void tellsASingleParentAsOfAPastDay() {
    String family = registeredLongAgo();
    String spouse =
        desk.joined(
            family, newcomer.replace("PARENT", "SPOUSE").replace("2024-01-10", "2025-05-01"));
    String leaves = "{\"leftOn\": \"2025-09-01\", \"leaveReason\": \"SEPARATED\"}";
    desk.patch(member(family, spouse), leaves, 2).expect(200);
    for (String day : List.of("2025-04-30", "2025-09-01")) {
      assertThat(desk.singleParentOn(family, day)).as(day).isEqualTo("true");
    }
    for (String day : List.of("2025-05-01", "2025-08-31")) {
      assertThat(desk.singleParentOn(family, day)).as(day).isEqualTo("false");
    }
  }

  @Test
  void tellsASingleParentAsOfTheDay() {
    String family = desk.registered();
    assertThat(desk.get("families/" + family).text("singleParent")).isEqualTo("true");
    String spouse =
        desk.joined(
            family,
            """
            {"givenName": "יוסי", "familyName": "דוגמה", "birthDate": "1985-01-01", "sex": "MALE",
             "relation": "SPOUSE", "joinedOn": "%s"}
            """
                .formatted(today()));
    assertThat(desk.get("families/" + family).text("singleParent")).isEqualTo("false");
    String leaves = "{\"leftOn\": \"%s\", \"leaveReason\": \"SEPARATED\"}".formatted(today());
    assertThat(desk.patch(member(family, spouse), leaves, 2).expect(200).text("singleParent"))
        .isEqualTo("true");
    String grownUp =
        desk.registered(
            Requests.ofOthers(Map.of("1988-", "1960-", "2015-", "1990-", "2018-", "1992-")));
    assertThat(desk.get("families/" + grownUp).text("singleParent"))
        .as("of children who are of age")
        .isEqualTo("false");
  }

  private String headOn(String family, LocalDate day) {
    return desk.get("families/" + family + "?asOf=" + day).expect(200).text("members/0/id");
  }

  private static String member(String family, String member) {
    return "families/" + family + "/members/" + member;
  }

  private static LocalDate today() {
    return LocalDate.now(java.time.ZoneId.of("Asia/Jerusalem"));
  }
}
