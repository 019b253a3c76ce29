package org.retzef.reporting.siteuse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestEvent;
import org.retzef.platform.testing.TestTokens;
import org.retzef.reporting.Feed;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.ContentDisposition;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Six departments of 2 to 12 families: the more were trained, the more the site is used. */
@RetzefIT
class SiteUseIT {

  private static final LocalDate DAY = LocalDate.of(2019, 5, 10);
  private static final String MAY = "?from=2019-05-01&to=2019-05-31";

  @Autowired private WebTestClient http;
  @TempDir private Path folder;

  private final String district =
      "IL.U" + UUID.randomUUID().toString().substring(0, 8).toUpperCase();
  private final String manager = TestTokens.token("manager-1", district, "national-manager");
  private final String analyst = TestTokens.token("analyst-1", district, "data-analyst");

  @Test
  void tellsTheRateOfUseByDepartmentsSizeAndTrainedShareAndGivesItAsAFile() {
    JsonNode use = useOfSixDepartments();
    assertThat(use.at("/bySize/0/departments").asInt()).isEqualTo(6);
    assertThat(use.at("/bySize/0/entriesPerHundredFamilies").asDouble()).isEqualTo(992.9);
    assertThat(use.at("/byTraining/3/departments").asInt()).isEqualTo(6);
    assertThat(coefficient(use, "TRAINED")).isEqualTo(1.0);
    assertThat(coefficient(use, "CLUSTER")).isEqualTo(-1.0);
    String file = get(manager, "/rows" + MAY);
    String may = ",,2019-05-01,2019-05-31,";
    assertThat(file.lines())
        .hasSize(1 + 4 + 4 + 3 + 6)
        .contains(
            "size,from 0 to under 25" + may + "6,42,139,,417,992.9,331.0,,",
            "trained,from 10" + may + "6,42,139,,417,992.9,331.0,,",
            "correlation,trained" + may + "6,,,,,,,1.0,",
            "correlation,cluster" + may + "6,,,,,,,-1.0,",
            "department," + district + ".A1.D1" + may + "1,2,4,10,12,600.0,200.0,,");
    JsonNode before = new JsonMapper().readTree(get(manager, "?from=2019-04-01&to=2019-04-30"));
    assertThat(before.at("/departments/0/entries").asInt()).isZero();
  }

  @Test
  void hidesFewFamiliesFromWhoDoesNotWorkWithThemAndWhatWouldGiveThemBack() {
    useOfSixDepartments();
    JsonNode use = new JsonMapper().readTree(get(analyst, MAY));
    for (int small : List.of(0, 1)) {
      JsonNode department = use.get("departments").get(small);
      assertThat(department.get("families").isNull()).isTrue();
      assertThat(department.get("entriesPerHundredFamilies").isNull()).isTrue();
      assertThat(department.get("trainedPerHundredFamilies").isNull()).isTrue();
      assertThat(department.get("trained").isNull()).isTrue();
      assertThat(department.get("entries").isNull()).isTrue();
    }
    assertThat(use.at("/departments/2/families").asInt()).isEqualTo(5);
    for (String band : List.of("/bySize/0", "/byTraining/3")) {
      assertThat(use.at(band + "/departments").asInt()).isEqualTo(4);
      assertThat(use.at(band + "/families").asInt()).isEqualTo(35);
      assertThat(use.at(band + "/entries").asInt()).isEqualTo(390);
    }
    assertThat(use.at("/correlations/0/note").asString()).isEqualTo("too-few-departments");
    assertThat(get(analyst, "/rows" + MAY))
        .contains(
            district + ".A1.D1,,2019-05-01,2019-05-31,1,,,10,,,,,small-cell\r\n",
            district + ".A3.D1,,2019-05-01,2019-05-31,1,5,15,8,50,1000.0,300.0,,\r\n");
  }

  @Test
  void givesItAsASpreadsheetNamedByItsLastDayAndAsNothingElse() throws IOException {
    useOfSixDepartments();
    byte[] file =
        ask(manager, "/rows" + MAY + "&format=xlsx")
            .expectStatus()
            .isOk()
            .expectHeader()
            .contentType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
            .expectHeader()
            .contentDisposition(
                ContentDisposition.attachment().filename("site-use-2019-05-31.xlsx").build())
            .expectBody()
            .returnResult()
            .getResponseBody();
    assertThat(sheet(file))
        .contains("rightToLeft=\"", "from 0 to under 25", "<v>992.9</v>", district + ".A6.D1");
    ask(manager, "/rows" + MAY + "&format=pdf")
        .expectStatus()
        .isBadRequest()
        .expectBody()
        .jsonPath("$.errors[0].code")
        .isEqualTo("value-unknown");
  }

  private String sheet(byte[] content) throws IOException {
    Path file = Files.write(folder.resolve("site-use.xlsx"), content);
    try (var zip = new ZipFile(file.toFile())) {
      var sheet = zip.getEntry("xl/worksheets/sheet1.xml");
      return new String(zip.getInputStream(sheet).readAllBytes(), UTF_8);
    }
  }

  @Test
  void aDepartmentsSizeFollowsAFamilyThatMoves() {
    useOfSixDepartments();
    try (var feed = new Feed()) {
      UUID family = UUID.randomUUID();
      feed.tell(
          Feed.at(
              DAY.atStartOfDay().toInstant(ZoneOffset.UTC),
              feed.next(
                  "org.retzef.family.registered.v1",
                  family.toString(),
                  "{\"familyId\": \"%s\", \"unit\": \"%s.A1.D1\"}".formatted(family, district))),
          Feed.at(
              DAY.plusDays(5).atStartOfDay().toInstant(ZoneOffset.UTC),
              feed.next(
                  "org.retzef.family.transferred.v1",
                  family.toString(),
                  "{\"familyId\": \"%1$s\", \"fromUnit\": \"%2$s.A1.D1\", \"unit\": \"%2$s.A6.D1\"}"
                      .formatted(family, district))));
    }
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              JsonNode use = new JsonMapper().readTree(get(manager, MAY));
              assertThat(use.at("/departments/0/families").asInt()).isEqualTo(2);
              assertThat(use.at("/departments/5/families").asInt()).isEqualTo(13);
            });
  }

  private JsonNode useOfSixDepartments() {
    try (var feed = new Feed()) {
      for (int number = 1; number <= 6; number++) {
        feed.tell(department(feed, number));
      }
    }
    return await()
        .until(
            () -> new JsonMapper().readTree(get(manager, MAY)),
            found ->
                found.at("/bySize/0/families").asInt() == 42
                    && found.at("/byTraining/3/trained").asInt() == 139
                    && found.at("/bySize/0/entries").asInt() == 417
                    && clusters(found) == 6);
  }

  /** Of how many departments it is known: authorities are told of on a topic of their own. */
  private static long clusters(JsonNode use) {
    return use.get("departments")
        .valueStream()
        .filter(department -> department.path("cluster").isNumber())
        .count();
  }

  private static double coefficient(JsonNode use, String trait) {
    return use.get("correlations")
        .valueStream()
        .filter(one -> one.get("trait").asString().equals(trait))
        .findFirst()
        .orElseThrow()
        .get("coefficient")
        .asDouble();
  }

  /** Of 2, 4 … 12 families; 4, 9 … 49 trained workers, each of whom enters three times. */
  private List<TestEvent> department(Feed feed, int number) {
    String authority = district + ".A" + number;
    String department = authority + ".D1";
    int workers = (number + 1) * (number + 1);
    List<TestEvent> events = new ArrayList<>();
    events.add(
        feed.next(
            "org.retzef.unit.changed.v1",
            authority,
            """
            {"unit": "%s", "kind": "AUTHORITY", "nameHe": "רשות", "socioEconomicCluster": %d,
             "hasNoshmim": false, "hasOtzmaCentre": false}
            """
                .formatted(authority, 11 - number)));
    for (int i = 0; i < 2 * number; i++) {
      UUID family = UUID.randomUUID();
      events.add(
          Feed.at(
              DAY.atStartOfDay().toInstant(ZoneOffset.UTC),
              feed.next(
                  "org.retzef.family.registered.v1",
                  family.toString(),
                  "{\"familyId\": \"%s\", \"unit\": \"%s\"}".formatted(family, department))));
    }
    UUID session = UUID.randomUUID();
    events.add(
        feed.next(
            "org.retzef.attendance.recorded.v1",
            session.toString(),
            """
            {"sessionId": "%s", "heldOn": "2019-05-02", "afterClosure": false,
             "departments": [{"unit": "%s", "attended": %d}]}
            """
                .formatted(session, department, workers)));
    events.add(
        feed.next(
            "org.retzef.usage.counted.v1",
            department,
            """
            {"unit": "%s", "role": "team-lead", "day": "2019-05-20", "entries": %d, "visitors": %d}
            """
                .formatted(department, 3 * workers, workers)));
    return events;
  }

  private String get(String token, String question) {
    return new String(
        ask(token, question).expectStatus().isOk().expectBody().returnResult().getResponseBody(),
        UTF_8);
  }

  private WebTestClient.ResponseSpec ask(String token, String question) {
    return http.get()
        .uri("/api/v1/reports/site-use" + question)
        .headers(headers -> headers.setBearerAuth(token))
        .exchange();
  }
}
