package org.retzef.family.emergencyaccess;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.family.Desk;
import org.retzef.family.ReferringPartner;
import org.retzef.family.registration.Requests;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.RetzefIT;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

@RetzefIT
class EmergencyAccessFlowIT {

  private static final String REASON = "הילדה אושפזה הלילה";

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;

  private Desk owner;
  private Desk stranger;
  private String family;

  @BeforeEach
  void registerAFamily() {
    owner = Desk.worker(http);
    family = owner.registers();
    stranger = Desk.of(http, "stranger-" + family, Desk.OTHER_DEPARTMENT, "family-social-worker");
  }

  @Test
  void opensAFamilyForThreeHoursForReadingOnly() {
    Answers.refused(stranger.get("/families/" + family), 404, "family-not-found");
    Answers.id(open(stranger, family));
    stranger.get("/families/" + family).expectStatus().isOk();
    stranger.get("/families/" + family + "/enrolments").expectStatus().isOk();
    Answers.refused(stranger.enrols(family), 403, "family-read-only");
    assertThat(stranger.read("/families?limit=200").get("items").toString()).doesNotContain(family);
    Answers.refused(
        Desk.of(http, "colleague", Desk.OTHER_DEPARTMENT, "family-social-worker")
            .get("/families/" + family),
        404,
        "family-not-found");

    moveBack("2 hours 59 minutes");
    stranger.get("/families/" + family).expectStatus().isOk();
    moveBack("1 minute");
    Answers.refused(stranger.get("/families/" + family), 404, "family-not-found");
  }

  /** Outside {@code /families/{id}/…}, where a body names the family. */
  @Test
  void isForReadingOnlyWhereverACommandNamesTheFamily() {
    Desk head = Desk.of(http, "head-" + family, Desk.OTHER_DEPARTMENT, "department-head");
    Answers.id(open(head, family));
    String member = head.read("/families/" + family).at("/members/0/id").asString();

    String people = "/centres/" + Desk.OTHER_DEPARTMENT + ".C1/service-users";
    String person =
        Answers.id(
            head.post(
                people,
                """
                {"givenName": "דנה", "familyName": "לדוגמה", "birthDate": "1988-05-20",
                 "sex": "FEMALE", "joinedOn": "2026-01-15"}
                """));
    refused(
        head.send(
            HttpMethod.PUT,
            people + "/" + person + "/member",
            "{\"familyId\": \"%s\", \"memberId\": \"%s\"}".formatted(family, member),
            "\"1\"",
            null));

    String referral =
        ReferringPartner.agreed(http, "NGO-EMERGENCY")
            .refers(Desk.OTHER_DEPARTMENT, "emergency-" + family);
    refused(
        head.send(
            HttpMethod.PUT,
            "/partner-referrals/" + referral + "/answer",
            "{\"decision\": \"ACCEPT\", \"familyId\": \"%s\"}".formatted(family),
            "\"1\"",
            null));

    String own =
        Answers.id(
            stranger.post(
                "/families", Requests.family(Map.of(Desk.DEPARTMENT, Desk.OTHER_DEPARTMENT))));
    String merge =
        """
        {"survivorId": "%s", "mergedId": "%s", "mergedVersion": 1, "reasonCode": "REGISTERED_TWICE"}
        """;
    refused(head.post("/families/merges", merge.formatted(own, family), "\"1\""));
    refused(head.post("/families/merges", merge.formatted(family, own), "\"1\""));
    refused(
        head.send(
            HttpMethod.PUT,
            "/families/" + own + "/duplicates/" + family,
            "{\"verdict\": \"NOT_THE_SAME\"}",
            "\"0\"",
            null));

    refused(answersForTheFamily(head));
  }

  /** In a questionnaire that the whole country is asked. */
  private WebTestClient.ResponseSpec answersForTheFamily(Desk desk) {
    Desk national = Desk.of(http, "asking", "IL", "national-manager");
    String questionnaire =
        "/questionnaires/"
            + Answers.id(
                national.post(
                    "/questionnaires",
                    """
                    {"audience": "FAMILY", "mode": "ROUTINE", "nameHe": "סקר", "definition":
                      {"fields": [{"code": "helped", "type": "YES_NO", "labelHe": "האם נעזרת"}],
                       "indicators": []}}
                    """));
    national.post(questionnaire + "/publication", null, "\"1\"").expectStatus().is2xxSuccessful();
    String distribution =
        Answers.id(
            national.post(
                questionnaire + "/distributions",
                "{\"unit\": \"IL\", \"targets\": [\"%s\"]}".formatted(family)));
    return desk.post(
        questionnaire + "/responses",
        """
        {"distributionId": "%s", "target": "%s", "language": "he", "answers": {"helped": true}}
        """
            .formatted(distribution, family));
  }

  private static void refused(WebTestClient.ResponseSpec response) {
    Answers.refused(response, 403, "family-read-only");
  }

  /** As if that much time had gone by on the database's clock. */
  private void moveBack(String time) {
    database
        .sql(
            """
            update emergency_access
               set opened_at = opened_at - :time::interval, closes_at = closes_at - :time::interval
             where family_id = :family::uuid
            """)
        .bind("time", time)
        .bind("family", family)
        .then()
        .block();
  }

  @Test
  void showsTheFamilysDepartmentWhoOpenedItWhenAndWhy() {
    Answers.id(open(stranger, family));
    JsonNode opened = owner.read("/families/" + family + "/emergency-access").get("items").get(0);
    assertThat(opened.get("worker").asString()).isEqualTo(stranger.subject());
    assertThat(opened.get("unit").asString()).isEqualTo(Desk.OTHER_DEPARTMENT);
    assertThat(opened.get("reason").asString()).isEqualTo(REASON);
    assertThat(
            Desk.head(http).read("/emergency-access?limit=200&unit=" + Desk.DEPARTMENT).toString())
        .contains(family, REASON);
    assertThat(stranger.read("/emergency-access").toString()).doesNotContain(family);
    assertThat(stranger.read("/emergency-access?unit=" + Desk.DEPARTMENT).get("items")).isEmpty();
    stranger.get("/emergency-access?unit=there").expectStatus().isBadRequest();
  }

  @Test
  void sealsTheReasonAndLeavesALineInTheAuditLog() {
    Answers.id(open(stranger, family));
    String dump =
        database
            .sql(
                """
                select string_agg(whole, ' ') as dump from (
                  select opened::text as whole from emergency_access opened
                  union all select coalesce(body, '') from idempotency_key
                  union all select line::text from audit_line line) as rows
                """)
            .mapValue(String.class)
            .one()
            .block();
    assertThat(dump).contains(family).doesNotContain(REASON);
    assertThat(
            Desk.of(http, "auditor-1", "IL", "auditor")
                .read("/audit?familyId=%s&actor=%s".formatted(family, stranger.subject()))
                .get("items")
                .get(0)
                .get("route")
                .asString())
        .isEqualTo("/api/v1/emergency-access");
  }

  @Test
  void opensNothingThatIsNotThereOrOpenAnyway() {
    Answers.refused(open(stranger, UUID.randomUUID().toString()), 404, "family-not-found");
    Answers.refused(open(owner, family), 409, "access-not-needed");
    Answers.id(open(stranger, family));
    Answers.refused(open(stranger, family), 409, "access-not-needed");
    open(Desk.of(http, "c", Desk.OTHER_DEPARTMENT, "family-companion"), family)
        .expectStatus()
        .isForbidden();
    assertThat(Answers.faults(stranger.post("/emergency-access", "{\"reason\":\" \"}")))
        .containsExactlyInAnyOrder("familyId required", "reason text-length");
  }

  /** Whoever has the number of a family that is another now must reach that one. */
  @Test
  void tellsWhereAMergedFamilyIsNowAndOpensThatOne() {
    String survivor = owner.registers();
    Answers.id(
        Desk.of(http, "merging-lead", Desk.DEPARTMENT, "team-lead")
            .post(
                "/families/merges",
                """
                {"survivorId": "%s", "mergedId": "%s", "mergedVersion": 1,
                 "reasonCode": "REGISTERED_TWICE"}
                """
                    .formatted(survivor, family),
                "\"1\""));
    open(stranger, family)
        .expectStatus()
        .isNotFound()
        .expectBody()
        .jsonPath("$.code")
        .isEqualTo("family-merged")
        .jsonPath("$.current.survivorId")
        .isEqualTo(survivor);
    Answers.id(open(stranger, survivor));
    stranger.get("/families/" + survivor).expectStatus().isOk();
  }

  private static WebTestClient.ResponseSpec open(Desk desk, String family) {
    return desk.post(
        "/emergency-access", "{\"familyId\":\"%s\",\"reason\":\"%s\"}".formatted(family, REASON));
  }
}
