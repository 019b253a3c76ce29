package org.retzef.reporting.evaluation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.security.MessageDigest;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestTokens;
import org.retzef.reporting.OwnDistrict;
import org.retzef.reporting.WholeCountry;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Element P2. Long before the days of other tests, so that nothing else changes in between. */
@RetzefIT
@WholeCountry
class FigureExtractIT {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String EXTRACTS = "/api/v1/reports/extracts";
  private static final String DAY = "1968-12-31";
  private static final List<String> CODES =
      List.of("active_families_noshmim", "questionnaires_answered", "files_with_contact_share");

  @RegisterExtension final OwnDistrict district = new OwnDistrict();
  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;
  private final String manager = TestTokens.token("m-1", "IL", "national-manager");
  private final String analyst = TestTokens.token("a-1", "IL", "data-analyst");

  @Test
  void isFrozenDatedAndRepeatable() throws Exception {
    enrolled("A1.D1", 7);
    answered("A1.D1", 6);
    awaitTotals(7, 6);
    JsonNode made = freeze(201, CODES, DAY);
    String first = file(made);
    assertThat(made.get("asOf").asString()).isEqualTo(DAY);
    assertThat(made.get("indicators")).hasSize(3);
    assertThat(made.get("sha256").asString())
        .isEqualTo(
            HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(first.getBytes(UTF_8))));
    assertThat(first.lines().count()).isEqualTo(1 + made.get("rows").asInt());
    assertThat(first.lines().filter(line -> line.contains(district.toString())))
        .containsExactly(
            "active_families_noshmim,1,%s.A1.D1,%s,5,,,,,5".formatted(district, DAY),
            "questionnaires_answered,1,%s.A1.D1,%s,5,,,,,5".formatted(district, DAY));
    assertThat(freeze(201, CODES, DAY).get("sha256")).isEqualTo(made.get("sha256"));

    enrolled("A1.D1", 2);
    awaitTotals(9, 6);
    assertThat(file(made)).as("of a family that was told of late").isEqualTo(first);
    assertThat(file(freeze(201, CODES, DAY))).contains(".A1.D1,%s,10,".formatted(DAY));
    assertThatThrownBy(
            () -> database.sql("update figure_extract set rows = rows + 1").then().block())
        .hasMessageContaining("only written to");
  }

  /** The manager who makes it sees every figure; who reads it does not. */
  @Test
  void hidesWhatItsReadersMayNotSee() {
    enrolled("A1.D1", 7);
    enrolled("A1.D2", 2);
    enrolled("A1.D3", 9);
    awaitTotals(18, 0);
    String file = file(freeze(201, List.of("active_families_noshmim"), DAY));
    assertThat(file.lines().filter(line -> line.contains(district.toString())))
        .containsExactly(
            "active_families_noshmim,1,%s.A1.D1,%s,,,,,small-cell,".formatted(district, DAY),
            "active_families_noshmim,1,%s.A1.D2,%s,,,,,small-cell,".formatted(district, DAY),
            "active_families_noshmim,1,%s.A1.D3,%s,10,,,,,5".formatted(district, DAY));
  }

  /** It names every department of the country. */
  @Test
  void isReadByWhoeverSeesTheWholeCountry() {
    JsonNode made = freeze(201, List.of("otzma_centres"), DAY);
    String rows = EXTRACTS + "/" + made.get("id").asString() + "/rows";
    for (String role : List.of("data-analyst", "national-manager")) {
      district.exchange(TestTokens.token("a-2", "IL", role), rows).expectStatus().isOk();
      district
          .exchange(TestTokens.token("a-2", "IL.SOUTH", role), rows)
          .expectStatus()
          .isNotFound()
          .expectBody()
          .jsonPath("$.code")
          .isEqualTo("extract-not-found");
    }
  }

  /** The survey of community work in centres: what is of later days is not in it. */
  @Test
  void freezesTheCommunityWorkOfCentres() {
    did("A1.D1.C1", "COMMUNITY", "1968-03-05", 40);
    did("A1.D1.C2", "COMMUNITY", "1968-04-05", 12);
    did("A1.D2.C1", "COMMUNITY", "1968-04-06", 3);
    did("A1.D3.C1", "GROUP", "1968-04-07", 9);
    did("A1.D3.C1", "COMMUNITY", "1968-04-08", 20);
    did("A1.D3.C1", "COMMUNITY", "1969-01-01", 20);
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(total("otzma_participants")).isEqualTo(84));
    List<String> survey =
        List.of("otzma_community_activities", "otzma_community_participants", "otzma_activities");
    assertThat(
            file(freeze(201, survey, DAY))
                .lines()
                .filter(line -> line.contains(district.toString()))
                .map(line -> line.replace("," + district + ".A1", "").replace("," + DAY, "")))
        .containsExactly(
            "otzma_community_activities,1.D1,2,,,,,",
            "otzma_community_activities,1.D2,1,,,,,",
            "otzma_community_activities,1.D3,1,,,,,",
            "otzma_community_participants,1.D1,50,,,,,5",
            "otzma_community_participants,1.D2,,,,,small-cell,",
            "otzma_community_participants,1.D3,,,,,small-cell,",
            "otzma_activities,1.D1,2,,,,,",
            "otzma_activities,1.D2,1,,,,,",
            "otzma_activities,1.D3,2,,,,,");
  }

  /** Element P3: the final report's use of the rights site, in whole months. */
  @Test
  void freezesTheUseOfTheRightsSiteInATime() {
    trained("A1.D1", 6);
    used("A1.D1", "1968-02-20", 50, 5);
    used("A1.D1", "1968-03-05", 60, 6);
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              assertThat(total("people_trained")).isEqualTo(6);
              assertThat(total("site_entries")).isEqualTo(110);
            });
    Map<String, String> time = Map.of("from", "1968-03-15", "asOf", DAY);
    JsonNode made = post(201, "/site-use", time);
    assertThat(made.get("from").asString()).isEqualTo("1968-03-01");
    assertThat(made.get("indicators").valueStream().map(JsonNode::asString))
        .containsExactly("site_entries", "people_trained", "files_registered");
    String row = "department,%s.A1.D1,,1968-03-01,%s,1,0,5,,".formatted(district, DAY);
    String first = file(made);
    assertThat(first).contains(row + "60,,,,\r\n");
    assertThat(first.lines())
        .filteredOn(line -> line.startsWith("size,") || line.startsWith("correlation,"))
        .hasSize(4 + 3);

    used("A1.D1", "1968-03-06", 7, 6);
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(total("site_entries")).isEqualTo(117));
    assertThat(file(made)).as("of entries that were told of late").isEqualTo(first);
    assertThat(file(post(201, "/site-use", time))).contains(row + "70,,,,\r\n");
    assertThat(district.get(analyst, EXTRACTS + "/" + made.get("id").asString())).isEqualTo(made);
    assertThat(faults(post(400, "/site-use", Map.of("from", "1968-03-15", "asOf", "1968-12-30"))))
        .containsExactly("asOf month-not-over");
  }

  private void trained(String department, int people) {
    UUID session = UUID.randomUUID();
    district.tell(
        "attendance.recorded",
        session,
        """
        {"sessionId": "%s", "heldOn": "1968-03-04", "afterClosure": false,
         "departments": [{"unit": "%s.%s", "attended": %d}]}
        """
            .formatted(session, district, department, people));
  }

  private void used(String department, String day, int entries, int visitors) {
    district.tell(
        "usage.counted",
        UUID.randomUUID(),
        """
        {"unit": "%s.%s", "role": "team-lead", "day": "%s", "entries": %d, "visitors": %d}
        """
            .formatted(district, department, day, entries, visitors));
  }

  @Test
  void isOfTheEndOfAMonthThatIsOverAndOfWhatIsInTheCatalogue() {
    YearMonth now = YearMonth.now(ZoneId.of("Asia/Jerusalem"));
    assertThat(faults(CODES, "1968-12-30")).containsExactly("asOf month-not-over");
    LocalDate first = now.atDay(1);
    assertThat(faults(CODES, first.toString())).containsExactly("asOf month-not-over");
    assertThat(faults(List.of("active_families_noshmim", "no_such_code"), DAY))
        .containsExactly("indicators[1] indicator-not-found");
    assertThat(faults(List.of(), DAY)).hasSize(1);
  }

  private List<String> faults(List<String> codes, String day) {
    return faults(freeze(400, codes, day));
  }

  private static List<String> faults(JsonNode refused) {
    return refused
        .get("errors")
        .valueStream()
        .map(fault -> fault.get("field").asString() + " " + fault.get("code").asString())
        .toList();
  }

  private JsonNode freeze(int expected, List<String> codes, String day) {
    return post(expected, "", Map.of("indicators", codes, "asOf", day));
  }

  private JsonNode post(int expected, String path, Map<String, ?> body) {
    byte[] answer =
        http.post()
            .uri(EXTRACTS + path)
            .headers(headers -> headers.setBearerAuth(manager))
            .contentType(MediaType.APPLICATION_JSON)
            .bodyValue(JSON.writeValueAsString(body))
            .exchange()
            .expectStatus()
            .isEqualTo(expected)
            .expectBody()
            .returnResult()
            .getResponseBody();
    return JSON.readTree(Objects.requireNonNull(answer));
  }

  private String file(JsonNode made) {
    byte[] content =
        district
            .exchange(analyst, EXTRACTS + "/" + made.get("id").asString() + "/rows")
            .expectStatus()
            .isOk()
            .expectBody()
            .returnResult()
            .getResponseBody();
    return new String(Objects.requireNonNull(content), UTF_8);
  }

  private void awaitTotals(long families, long questionnaires) {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              assertThat(total("active_families_noshmim")).isEqualTo(families);
              assertThat(total("questionnaires_answered")).isEqualTo(questionnaires);
            });
  }

  private long total(String code) {
    return district
        .get("/api/v1/indicators/%s?unit=%s&to=%s".formatted(code, district, DAY))
        .get("total")
        .get("value")
        .asLong();
  }

  private void enrolled(String department, int families) {
    for (int i = 0; i < families; i++) {
      UUID family = UUID.randomUUID();
      district.tell(
          "family.enrolled",
          family,
          """
          {"familyId": "%s", "enrolmentId": "%s", "unit": "%s.%s", "programme": "NOSHMIM",
           "track": "NOSHMIM_ROUTINE", "status": "ACTIVE", "startDate": "1968-02-01"}
          """
              .formatted(family, UUID.randomUUID(), district, department));
    }
  }

  private void did(String centre, String kind, String day, int participants) {
    UUID activity = UUID.randomUUID();
    district.tell(
        "activity.recorded",
        activity,
        """
        {"activityId": "%s", "unit": "%s.%s", "kind": "%s", "domain": "COMMUNITY",
         "heldOn": "%s", "serviceUsers": 0, "otherParticipants": %d, "departmentWorkers": 0}
        """
            .formatted(activity, district, centre, kind, day, participants));
  }

  private void answered(String department, int questionnaires) {
    for (int i = 0; i < questionnaires; i++) {
      UUID response = UUID.randomUUID();
      district.tell(
          "questionnaire.answered",
          response,
          """
          {"responseId": "%s", "audience": "FAMILY", "mode": "ROUTINE", "unit": "%s.%s",
           "language": "he", "answeredOn": "1968-05-04"}
          """
              .formatted(response, district, department));
    }
  }
}
