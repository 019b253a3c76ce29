package org.retzef.family.member;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.family.FamilyDesk;
import org.retzef.family.FamilyDesk.Answer;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestEvents;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** A past change of the head, or of a relation, that was recorded with a wrong day or person. */
@RetzefIT
class RelationCorrectionIT {

  private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Jerusalem"));

  @Autowired private WebTestClient http;

  @Autowired private DatabaseClient database;

  private FamilyDesk desk;

  private String family;

  private String mother;

  private String grandmother;

  private String uncle;

  /** The mother was the head until she died in March 2026, the grandmother is it since. */
  @BeforeEach
  void aChangeOfTheHead() {
    desk = FamilyDesk.ofWorker(http);
    family = desk.registered();
    database
        .sql(
            "update member set joined_on = '2024-01-01', relation_since = '2024-01-01' where family_id = :id")
        .bind("id", UUID.fromString(family))
        .then()
        .block();
    mother = desk.member(family, "HEAD", 0);
    grandmother = joined("PARENT", 1);
    uncle = joined("SIBLING", 2);
    desk.patch(
            "families/" + family + "/members/" + grandmother,
            "{\"relation\": \"HEAD\", \"since\": \"2026-03-01\", \"formerHead\": {\"leaveReason\": \"DIED\"}}",
            3)
        .expect(200);
  }

  @Test
  void movesTheDayOfAChangeOfTheHeadForBoth() {
    try (var events = TestEvents.on("retzef.family.events")) {
      Answer corrected =
          correct(
                  4,
                  of(mother, "\"leftOn\": \"2025-11-15\"", "HEAD 2024-01-01"),
                  of(grandmother, "", "PARENT 2024-01-10", "HEAD 2025-11-15"))
              .expect(200);
      assertThat(corrected.version()).isEqualTo(5);
      assertThat(desk.headsOn(family, "2025-11-14")).containsExactly(mother);
      assertThat(desk.headsOn(family, "2025-11-15")).containsExactly(grandmother);
      assertThat(desk.headsOn(family, "2026-02-28")).containsExactly(grandmother);
      events.await(
          1,
          event ->
              event.type().equals("org.retzef.member.left.v1")
                  && event.json().contains(mother)
                  && event.json().contains("\"leftOn\":\"2025-11-15\""));
    }
    assertThat(desk.get("families/" + family + "/changes").content())
        .contains("user-family-social-worker")
        .contains("\"before\":\"PARENT 2024-01-10, HEAD 2026-03-01\"")
        .contains("\"after\":\"PARENT 2024-01-10, HEAD 2025-11-15\"")
        .contains("\"before\":\"2026-03-01\",\"after\":\"2025-11-15\"");
    assertThat(
            desk.get("families/" + family + "/timeline?limit=2").body().findValuesAsString("kind"))
        .containsExactly("member.left", "relation.changed");
  }

  @Test
  void takesAnotherPersonForTheHeadSinceADay() {
    correct(
            4,
            of(grandmother, "", "PARENT 2024-01-10"),
            of(uncle, "", "SIBLING 2024-01-10", "HEAD 2026-03-01"))
        .expect(200);
    assertThat(desk.headsOn(family, "2026-02-28")).containsExactly(mother);
    assertThat(desk.headsOn(family, "2026-03-01")).containsExactly(uncle);
    assertThat(desk.headsOn(family, TODAY.toString())).containsExactly(uncle);
    JsonNode shown = desk.get("families/" + family + "/relations").expect(200).body().get("items");
    assertThat(relationsOf(shown, grandmother)).isEqualTo("[PARENT 2024-01-10]");
    assertThat(relationsOf(shown, uncle)).isEqualTo("[SIBLING 2024-01-10, HEAD 2026-03-01]");
  }

  @Test
  void lettingASpouseHaveBeenNoneChangesWhoWasASingleParent() {
    desk.patch(
            "families/" + family + "/members/" + uncle,
            "{\"relation\": \"SPOUSE\", \"since\": \"2025-05-01\"}",
            4)
        .expect(200);
    assertThat(desk.singleParentOn(family, "2025-04-30")).isEqualTo("true");
    assertThat(desk.singleParentOn(family, "2025-07-01")).isEqualTo("false");
    correct(5, of(uncle, "", "SIBLING 2024-01-10", "SPOUSE 2025-09-01")).expect(200);
    assertThat(desk.singleParentOn(family, "2025-08-31")).isEqualTo("true");
    assertThat(desk.singleParentOn(family, "2025-09-01")).isEqualTo("false");
    correct(6, of(uncle, "", "SIBLING 2024-01-10")).expect(200);
    assertThat(desk.singleParentOn(family, TODAY.toString())).isEqualTo("true");
  }

  @Test
  void leavesOneHeadOnEveryDay() {
    for (String day : List.of("2026-02-01", "2026-04-01")) {
      correct(4, of(grandmother, "", "PARENT 2024-01-10", "HEAD " + day))
          .refuses(409, "one-head-required");
      correct(4, of(mother, "\"leftOn\": \"" + day + "\"", "HEAD 2024-01-01"))
          .refuses(409, "one-head-required");
    }
    correct(4, of(grandmother, "", "PARENT 2024-01-10")).refuses(409, "one-head-required");
    correct(4, of(uncle, "", "HEAD 2024-01-10")).refuses(409, "one-head-required");
    correct(4, of(mother, "", "OTHER 2024-01-01")).refuses(409, "one-head-required");
    assertThat(desk.headsOn(family, "2026-02-28")).containsExactly(mother);
    assertThat(desk.headsOn(family, "2026-03-01")).containsExactly(grandmother);
  }

  @Test
  void refusesDaysThatCannotBe() {
    correct(
            4,
            of(grandmother, "\"leftOn\": \"2026-01-01\"", "PARENT 2024-01-09", "HEAD 2023-01-01"),
            of(mother, "", "HEAD 2024-01-01", "OTHER 2026-03-01"),
            of(uncle, "", "SIBLING 2024-01-10", "SIBLING 2025-01-01"),
            of(uncle, "", "SIBLING 2024-01-10"),
            of(FamilyDesk.unknownId(), "", "OTHER 2024-01-10"))
        .faults(
            "members[0].leftOn: value-invalid",
            "members[0].relations[0].since: date-before-start",
            "members[0].relations[1].since: date-before-start",
            "members[1].relations[1].since: date-out-of-range",
            "members[2].relations[1].relation: value-invalid",
            "members[3].memberId: value-unknown",
            "members[4].memberId: value-unknown");
    correct(4, of(uncle, "", "SIBLING 2999-01-01"))
        .faults("members[0].relations[0].since: date-in-future");
    correct(3, of(uncle, "", "OTHER 2024-01-10")).refuses(412, "state-changed");
    assertThat(correct(4, of(uncle, "", "SIBLING 2024-01-10")).expect(200).version()).isEqualTo(4);
  }

  private Answer correct(long version, String... members) {
    return desk.send(
        HttpMethod.PUT,
        "families/" + family + "/relations",
        "{\"members\": [" + String.join(",", members) + "]}",
        "\"" + version + "\"",
        null);
  }

  private static String of(String member, String more, String... relations) {
    StringBuilder all = new StringBuilder();
    for (String relation : relations) {
      String[] parts = relation.split(" ");
      all.append(all.isEmpty() ? "" : ",")
          .append("{\"relation\": \"%s\", \"since\": \"%s\"}".formatted(parts[0], parts[1]));
    }
    return "{\"memberId\": \"%s\", %s \"relations\": [%s]}"
        .formatted(member, more.isEmpty() ? "" : more + ",", all);
  }

  private static String relationsOf(JsonNode shown, String member) {
    return shown
        .valueStream()
        .filter(one -> one.get("memberId").asString().equals(member))
        .flatMap(one -> one.get("relations").valueStream())
        .map(one -> one.get("relation").asString() + " " + one.get("since").asString())
        .toList()
        .toString();
  }

  private String joined(String relation, long version) {
    return desk.post(
            "families/" + family + "/members",
            """
            {"givenName": "בן דוד", "familyName": "אלדוגמה", "birthDate": "1960-02-02",
             "sex": "UNKNOWN", "relation": "%s", "joinedOn": "2024-01-10"}
            """
                .formatted(relation),
            version)
        .expect(201)
        .text("id");
  }
}
