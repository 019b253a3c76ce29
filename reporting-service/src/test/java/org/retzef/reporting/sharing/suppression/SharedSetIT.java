package org.retzef.reporting.sharing.suppression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.retzef.platform.outbox.Commands;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestTokens;
import org.retzef.reporting.sharing.Families;
import org.retzef.reporting.sharing.Ministry;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One population, in a district that no other test uses, released for three days: Dimona has 23
 * families in Noshmim, Yeruham 7, Arad 8; a month later one more came to Yeruham.
 */
@RetzefIT
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SharedSetIT {

  private static final String DISTRICT = "IL.TEL_AVIV_CENTER";
  private static final String DIMONA = DISTRICT + ".A2200";
  private static final String YERUHAM = DISTRICT + ".A0831";
  private static final String ARAD = DISTRICT + ".A2560";
  private static final LocalDate FEBRUARY = LocalDate.of(2020, 2, 29);
  private static final LocalDate MARCH = LocalDate.of(2020, 3, 31);

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;
  @Autowired private Commands commands;
  @Autowired private Releases releases;

  private Ministry ministry;

  @BeforeAll
  void release() {
    try (Families families = new Families()) {
      LocalDate start = LocalDate.of(2020, 1, 1);
      families.enrolled(15, DIMONA + ".D1", "NOSHMIM", start);
      families.enrolled(8, DIMONA + ".D2", "NOSHMIM", start);
      families.enrolled(7, YERUHAM + ".D1", "NOSHMIM", start);
      families.enrolled(8, ARAD + ".D1", "NOSHMIM", start);
      families.enrolled(12, DIMONA + ".D1", "MAPA", start);
      families.enrolled(YERUHAM + ".D1", "NOSHMIM", LocalDate.of(2020, 3, 10));
      for (int i = 0; i < 6; i++) {
        families.enrolled(DIMONA + ".D1", "NOSHMIM", start, 1996);
      }
    }
    await()
        .until(
            () ->
                database
                    .sql(
                        """
                        select count(*) from shared_family
                         where household #>> '{home,unit}' like 'IL.TEL_AVIV_CENTER.%'
                           and household -> 'enrolments' <> '{}'
                        """)
                    .mapValue(Long.class)
                    .one()
                    .block(),
            count -> count == 57);
    commands.run(() -> releases.make(FEBRUARY)).block();
    commands.run(() -> releases.make(MARCH)).block();
  }

  @BeforeEach
  void open() {
    ministry = new Ministry(http);
  }

  private ObjectNode terms(String partner) {
    ObjectNode terms = Ministry.terms(partner).put("unit", DISTRICT);
    terms.withObject("answers").put("wholePicture", false);
    return terms;
  }

  private JsonNode set(String code, LocalDate asOf) {
    return ministry.get("/api/v1/shared-sets/" + code + "?asOf=" + asOf, Ministry.ANALYST, 200);
  }

  private static Map<String, Integer> numbers(JsonNode set) {
    Map<String, Integer> numbers = new HashMap<>();
    for (JsonNode row : set.get("items")) {
      numbers.put(
          row.get("place").asString().replace(DISTRICT, "")
              + "/"
              + row.path("programme").asString("")
              + "/"
              + row.path("headAge").path("from").asString(""),
          row.get("families").asInt());
    }
    return numbers;
  }

  @Test
  void showsWholeGroupsAndPutsTheRestsTogether() {
    ministry.agreesLive("set-authorities", terms("SETS"));
    JsonNode set = set("set-authorities", FEBRUARY);
    assertThat(set.get("smallestCount").asInt()).isEqualTo(10);
    assertThat(numbers(set))
        .isEqualTo(Map.of(".A2200/NOSHMIM/25", 20, ".A2200/MAPA/25", 10, "/NOSHMIM/25", 10));
    assertThat(set.get("total").asInt()).isEqualTo(40);
  }

  /** Parent less children, one table less another, one date less another. */
  @Test
  void noSubtractionOfSetsGivesASmallNumber() {
    ObjectNode districts = terms("SETS").put("place", "DISTRICT");
    ObjectNode otherBands = terms("SETS");
    otherBands.putArray("ageBands").add(0).add(35);
    ObjectNode totals = terms("SETS").put("place", "COUNTRY");
    totals.putArray("fields").add("PLACE");
    ObjectNode twenties = terms("SETS").put("smallestCount", 20);
    Map<String, ObjectNode> agreements =
        Map.of(
            "sub-authorities", terms("SETS"),
            "sub-districts", districts,
            "sub-bands", otherBands,
            "sub-totals", totals,
            "sub-twenties", twenties);
    List<Integer> numbers = new ArrayList<>();
    agreements.forEach(
        (code, terms) -> {
          ministry.agreesLive(code, terms);
          for (LocalDate day : List.of(FEBRUARY, MARCH)) {
            JsonNode set = set(code, day);
            numbers.add(set.get("total").asInt());
            numbers.addAll(numbers(set).values());
          }
        });
    assertThat(numbers).hasSizeGreaterThan(15);
    for (int one : numbers) {
      for (int other : numbers) {
        assertThat(Math.abs(one - other)).matches(left -> left == 0 || left >= 10);
      }
    }
    assertThat(numbers(set("sub-authorities", FEBRUARY)))
        .as("one family came to Yeruham, and nobody can see it")
        .isEqualTo(numbers(set("sub-authorities", MARCH)));
  }

  @Test
  void aReleaseIsNeverMadeAnew() {
    ministry.agreesLive("set-frozen", terms("SETS"));
    String before = set("set-frozen", FEBRUARY).toString();
    try (Families families = new Families()) {
      families.enrolled(30, ARAD + ".D7", "NOSHMIM", LocalDate.of(2020, 1, 5));
    }
    await()
        .until(
            () ->
                database
                    .sql(
                        """
                        select count(*) from shared_family
                         where household #>> '{home,unit}' like '%.A2560.D7'
                           and household -> 'enrolments' <> '{}'
                        """)
                    .mapValue(Long.class)
                    .one()
                    .block(),
            count -> count == 30);
    assertThat(set("set-frozen", FEBRUARY).toString()).isEqualTo(before);
    assertThat(set("set-frozen", LocalDate.of(2020, 3, 15)).toString())
        .as("between two releases the earlier one answers")
        .isEqualTo(before);
  }

  /** Another test may have done it today. */
  @Test
  void todayIsReleasedOnceAndNotAgainSoon() {
    http.post()
        .uri("/api/v1/shared-sets")
        .headers(headers -> headers.setBearerAuth(Ministry.MANAGER))
        .exchange();
    JsonNode refusal =
        ministry.send("POST", "/api/v1/shared-sets", Ministry.MANAGER, null, null, 409);
    assertThat(refusal.get("code").asString()).isEqualTo("shared-set-too-soon");
    JsonNode days = ministry.get("/api/v1/shared-sets", Ministry.ANALYST, 200).get("items");
    assertThat(days.findValuesAsString("asOf"))
        .contains(
            LocalDate.now(ZoneId.of("Asia/Jerusalem")).toString(), "2020-03-31", "2020-02-29");
  }

  @Test
  void pilotIsTheFirstStageInWhichCountsAreRead() {
    ministry.propose("set-stages", terms("SETS"), 201);
    for (String stage : List.of("LEGAL", "INFORMATION_SYSTEMS", "DATA_RESEARCH")) {
      ministry.move("set-stages", stage, 200);
      assertThat(
              ministry
                  .get("/api/v1/shared-sets/set-stages", Ministry.partner("SETS"), 404)
                  .get("code")
                  .asString())
          .isEqualTo("sharing-agreement-not-in-force");
    }
    ministry.move("set-stages", "PILOT", 200);
    ministry.get("/api/v1/shared-sets/set-stages?asOf=" + MARCH, Ministry.partner("SETS"), 200);
    assertThat(
            ministry
                .get("/api/v1/shared-sets/set-stages?asOf=1899-12-31", Ministry.ANALYST, 400)
                .at("/errors/0/code")
                .asString())
        .isEqualTo("value-invalid");
  }

  @Test
  void theFirstQuestionDecidesWhichProgrammesArePooledForThePartner() {
    ObjectNode terms = terms("SETS");
    terms.withObject("answers").put("pooled", false);
    terms.putArray("programmes").add("MAPA");
    ministry.agreesLive("question-one", terms);
    assertThat(numbers(set("question-one", FEBRUARY))).isEqualTo(Map.of(".A2200/MAPA/25", 10));
  }

  @Test
  void theFourthQuestionDecidesWhetherThePartnerItselfOpensTheSet() {
    ObjectNode terms = terms("SETS");
    terms.withObject("answers").put("sharedAccess", false);
    ministry.agreesLive("question-four", terms);
    String uri = "/api/v1/shared-sets/question-four?asOf=" + MARCH;
    ministry.get(uri, Ministry.partner("SETS"), 404);
    ministry.get(uri, Ministry.ANALYST, 200);
    terms.withObject("answers").put("sharedAccess", true);
    ministry.change("question-four", terms);
    ministry.get(uri, Ministry.partner("SETS"), 200);
  }

  @Test
  void theSixthQuestionDecidesWhetherThePartnerSeesItsPartOrTheWholePicture() {
    ObjectNode terms = terms("SETS").put("unit", "IL.HAIFA_NORTH");
    ministry.agreesLive("question-six", terms);
    assertThat(set("question-six", FEBRUARY).get("items")).isEmpty();
    terms.withObject("answers").put("wholePicture", true);
    ministry.change("question-six", terms);
    assertThat(numbers(set("question-six", FEBRUARY))).containsEntry(".A2200/NOSHMIM/25", 20);
  }

  @ParameterizedTest
  @CsvSource({
    "YOUNG_PEOPLE, 2, IL/NOSHMIM/, 30",
    "PARTNERS_WITHOUT_SYSTEM, 2, .A2200//, 30",
    "SERVICE_PROVIDERS, 3, .A2200/NOSHMIM/, 20",
    "MANAGEMENT, 6, .A2560/NOSHMIM/25, 5",
    "POLICY_MAKERS, 3, .A2200/NOSHMIM/25, 20"
  })
  void eachAudienceHasAViewOfItsOwn(String audience, int rows, String row, int families) {
    String code = "view-" + audience.toLowerCase(Locale.ROOT).replace('_', '-');
    ministry.agreesLive(code, terms("SETS").put("audience", audience));
    JsonNode set = set(code, FEBRUARY);
    assertThat(set.get("audience").asString()).isEqualTo(audience);
    assertThat(numbers(set)).hasSize(rows).containsEntry(row, families);
  }

  @Test
  void anAnalystOfADistrictReadsThatDistrict() {
    ministry.agreesLive("set-units", terms("SETS"));
    String elsewhere = TestTokens.token("analyst-2", "IL.SOUTH", "data-analyst");
    JsonNode set = ministry.get("/api/v1/shared-sets/set-units?asOf=" + FEBRUARY, elsewhere, 200);
    assertThat(Objects.requireNonNull(set.get("items"))).isEmpty();
  }
}
