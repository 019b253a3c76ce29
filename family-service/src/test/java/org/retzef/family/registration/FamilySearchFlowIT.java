package org.retzef.family.registration;

import static org.assertj.core.api.Assertions.assertThat;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestTokens;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@RetzefIT
class FamilySearchFlowIT {

  private static final String DEPARTMENT = "IL.SOUTH.A0031.D1";
  private static final String WORKER =
      TestTokens.token("worker-3", DEPARTMENT, "family-social-worker");

  private static final AtomicInteger PEOPLE = new AtomicInteger(40_000_000);

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;
  @Autowired private JsonMapper json;

  @ParameterizedTest
  @CsvSource({
    "שושנה, בן חור, שושנה בן חור, NAME",
    "שושנה, בן חור, בן חור שושנה, NAME",
    "שׁוֹשַׁנָּה, בן חור, שושנה, NAME",
    "מרדכי, בן־ציון, מרדכי בנציון, NAME",
    "מרדכי, בנציון, מרדכי בן ציון, NAME",
    "ג'ורג'ט, אלבוסתני, ג׳ורג׳ט, NAME",
    "אהרון, פרידלנדר, אהרן פרידלנדר, SPELLING",
    "סבטלנה, קוזלובסקי, סבטלנא, SPELLING",
    "אברהם, זילברשטיין, אבהרם זילברשטיין, TYPING_ERROR",
    "إبراهيم, الزعبي, ابراهيم الزعبي, NAME",
    "آمنة, الخطيب, امنه خطيب, SPELLING",
    "سـلـمى, عبد الرحمن, سلمي عبدالرحمان, SPELLING",
    "فاطمة, الهواشلة, فاطنة الهواشلة, TYPING_ERROR",
    "ፋንታሁን, መኮንን, ፋንታሁን, NAME",
    "Светлана, Кузнецова, светлана кузнецова, NAME"
  })
  void findsANameHoweverItIsSpelled(String given, String family, String asked, String reason) {
    String id = registered(given, family, phone(), NationalIds.of(PEOPLE.getAndIncrement()));
    JsonNode found = found(WORKER, asked, id);
    assertThat(found.at("/match/reasons").toString()).contains(reason);
    assertThat(found.at("/match/score").asDouble()).isBetween(0.5, 1.0);
    assertThat(found.get("headGivenName").asString()).isEqualTo(given);
  }

  @Test
  void findsAnIdNumberAndAPhoneHoweverTheyAreWritten() {
    String nationalId = NationalIds.of(1_234_567);
    String id = registered("רינה", "כרמלי", "054-555-0199", nationalId);
    for (String asked :
        List.of(
            nationalId,
            nationalId.replaceFirst("^0+", ""),
            nationalId + " ",
            "٠" + "١٢٣٤٥٦٧" + arabic(nationalId.charAt(8)))) {
      assertThat(found(WORKER, asked, id).at("/match/reasons/0").asString())
          .isEqualTo("NATIONAL_ID");
    }
    for (String asked : List.of("0545550199", "054-5550199", "+972 54 555 0199", "٠٥٤٥٥٥٠١٩٩")) {
      assertThat(found(WORKER, asked, id).at("/match/reasons/0").asString()).isEqualTo("PHONE");
    }
    assertThat(found(WORKER, "כרמלי 0545550199", id).at("/match/reasons").toString())
        .isEqualTo("[\"PHONE\",\"NAME\"]");
    assertThat(ids(search(WORKER, "054-555-0198"))).doesNotContain(id);
  }

  private static char arabic(char digit) {
    return (char) ('٠' + (digit - '0'));
  }

  @Test
  void putsTheBestFirstAndDemandsEveryWord() {
    String near = registered("צפורת", "ורדימון", phone(), null);
    String spelled = registered("ציפורה", "ורדימון", phone(), null);
    String exact = registered("צפורה", "ורדימון", phone(), null);
    List<String> ids = ids(search(WORKER, "צפורה ורדימון"));
    assertThat(ids).containsSubsequence(exact, spelled, near);
    assertThat(ids(search(WORKER, "צפורה ורדינסקי"))).doesNotContain(exact, spelled, near);
    assertThat(ids(search(WORKER, "ורדימון&limit=2"))).hasSize(2);
  }

  @Test
  void findsNobodyOfAnotherDepartment() {
    String id = registered("עליזה", "בוכריס", phone(), null);
    String stranger = TestTokens.token("worker-1", "IL.SOUTH.A2630.D1", "family-social-worker");
    assertThat(ids(search(stranger, "בוכריס"))).isEmpty();
    String head = TestTokens.token("head-3", DEPARTMENT, "department-head");
    assertThat(ids(search(head, "בוכריס"))).containsExactly(id);
    String above = TestTokens.token("head-3", "IL.SOUTH.A0031", "department-head");
    assertThat(ids(search(above, "בוכריס"))).containsExactly(id);
    for (String role : List.of("district-coordinator", "supervisor", "data-analyst")) {
      http.get()
          .uri("/api/v1/families?query=בוכריס")
          .headers(headers -> headers.setBearerAuth(TestTokens.token("x", "IL", role)))
          .exchange()
          .expectStatus()
          .isForbidden();
    }
  }

  @Test
  void findsTheCasesOfWhoSeesNoOthersHoweverCommonTheNameIs() {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      all.add(registered("חיים", "מלכיאלי", phone(), null));
    }
    String companion = TestTokens.token("companion-5", DEPARTMENT, "family-companion");
    String otzma = TestTokens.token("otzma-5", DEPARTMENT + ".C1", "otzma-worker");
    for (String token : List.of(companion, otzma)) {
      assertThat(ids(search(token, "מלכיאלי"))).isEmpty();
    }
    assign("companion-5", "FAMILY_COMPANION", all.get(5));
    assign("otzma-5", "OTZMA_WORKER", all.get(4));
    assertThat(ids(search(companion, "מלכיאלי&limit=1"))).containsExactly(all.get(5));
    assertThat(ids(search(companion, "מלכיאלי"))).containsExactly(all.get(5));
    assertThat(ids(search(otzma, "מלכיאלי&limit=1"))).containsExactly(all.get(4));
    assertThat(ids(search(WORKER, "מלכיאלי"))).hasSize(6);
  }

  private void assign(String worker, String role, String family) {
    database
        .sql(
            """
            insert into assignment (id, family_id, unit, worker, field_role, status, proposed_by)
            select uuidv7(), id, unit, '%s', '%s', 'PROPOSED', 'lead-5' from family where id = '%s'
            """
                .formatted(worker, role, family))
        .then()
        .block();
  }

  @Test
  void refusesWhatIsNoQuestion() {
    for (String asked : List.of("א", "-", " ", "א\0ב", "אב\nגד", "א".repeat(101))) {
      refused(asked, 5);
    }
    refused("אב", 0);
    refused("אב", 51);
  }

  private void refused(String asked, int limit) {
    http.get()
        .uri("/api/v1/families?query={query}&limit={limit}", asked, limit)
        .headers(headers -> headers.setBearerAuth(WORKER))
        .exchange()
        .expectStatus()
        .isBadRequest()
        .expectBody()
        .jsonPath("$.code")
        .isEqualTo("invalid-input");
  }

  @Test
  void keepsTheIndexBlindAndErasesItWithTheKey() {
    String id = registered("תמרה", "לישנסקי", phone(), NationalIds.of(PEOPLE.getAndIncrement()));
    String row =
        one("select family_search::text as it from family_search where family_id = '%s'", id);
    assertThat(row).doesNotContain("תמרה", "לישנסקי");
    database.sql("delete from family_key where family_id = '%s'".formatted(id)).then().block();
    assertThat(ids(search(WORKER, "לישנסקי"))).isEmpty();
    assertThat(one("select count(*)::text as it from family_search where family_id = '%s'", id))
        .isEqualTo("0");
  }

  @Test
  void followsAFamilyIntoAnotherUnit() {
    String id = registered("מזל", "אוחיון", phone(), null);
    database
        .sql("update family set unit = 'IL.SOUTH.A2630.D1' where id = '%s'".formatted(id))
        .then()
        .block();
    assertThat(ids(search(WORKER, "אוחיון"))).isEmpty();
    String there = TestTokens.token("worker-1", "IL.SOUTH.A2630.D1", "family-social-worker");
    assertThat(ids(search(there, "אוחיון"))).containsExactly(id);
  }

  @Test
  void indexesWhatCameBeforeTheIndexOrByOlderRules() {
    String missing = registered("גאולה", "שטרנהל", phone(), null);
    String old = registered("פנינה", "שטרנהל", phone(), null);
    database
        .sql("delete from family_search where family_id = '%s'".formatted(missing))
        .then()
        .block();
    database
        .sql(
            "update family_search set made_by = 0, marks = '{}' where family_id = '%s'"
                .formatted(old))
        .then()
        .block();
    assertThat(ids(search(WORKER, "שטרנהל"))).isEmpty();
    finding.indexOutdated();
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(ids(search(WORKER, "שטרנהל"))).containsExactlyInAnyOrder(missing, old));
  }

  @Test
  void leavesTheMarksOfAFamilyThatMovesToWhereItGoes() {
    String id = registered("יוכבד", "שטיינברגר", phone(), null);
    database.sql("delete from family_search where family_id = '%s'".formatted(id)).then().block();
    Connection mover =
        Objects.requireNonNull(Mono.from(database.getConnectionFactory().create()).block());
    Mono.from(mover.beginTransaction()).block();
    run(mover, "update family set unit = 'IL.SOUTH.A2630.D1' where id = '%s'".formatted(id));
    finding.indexOutdated();
    Mono.from(mover.commitTransaction()).then(Mono.from(mover.close())).block();
    finding.indexOutdated();
    String there = TestTokens.token("worker-1", "IL.SOUTH.A2630.D1", "family-social-worker");
    assertThat(ids(search(there, "שטיינברגר"))).containsExactly(id);
    assertThat(one("select count(*)::text as it from family_search where family_id = '%s'", id))
        .isEqualTo("1");
  }

  private static void run(Connection connection, String sql) {
    Flux.from(connection.createStatement(sql).execute())
        .flatMap(Result::getRowsUpdated)
        .blockLast();
  }

  @Autowired private FamilyFinding finding;

  private JsonNode found(String token, String asked, String id) {
    for (JsonNode item : search(token, asked)) {
      if (item.get("id").asString().equals(id)) {
        return item;
      }
    }
    throw new AssertionError("Nothing found for " + asked);
  }

  private static List<String> ids(JsonNode items) {
    List<String> ids = new ArrayList<>();
    items.forEach(item -> ids.add(item.get("id").asString()));
    return ids;
  }

  private JsonNode search(String token, String asked) {
    String[] parts = asked.split("&limit=");
    byte[] body =
        http.get()
            .uri(
                uri -> {
                  uri.path("/api/v1/families").queryParam("query", "{query}");
                  if (parts.length > 1) {
                    uri.queryParam("limit", parts[1]);
                  }
                  return uri.build(parts[0]);
                })
            .headers(headers -> headers.setBearerAuth(token))
            .exchange()
            .expectStatus()
            .isOk()
            .expectBody()
            .returnResult()
            .getResponseBody();
    return json.readTree(body).get("items");
  }

  private String registered(String given, String family, String phone, String nationalId) {
    String body =
        """
        {"unit": "%s", "preferredLanguage": "he", "phone": "%s",
         "address": {"street": "הזית 1", "city": "אשדוד"},
         "members": [{"givenName": "%s", "familyName": "%s", "nationalId": %s,
                      "birthDate": "1980-01-31", "sex": "UNKNOWN", "relation": "HEAD"}]}
        """
            .formatted(
                DEPARTMENT,
                phone,
                given,
                family,
                nationalId == null ? "null" : '"' + nationalId + '"');
    byte[] answer =
        http.post()
            .uri("/api/v1/families")
            .headers(headers -> headers.setBearerAuth(WORKER))
            .contentType(MediaType.APPLICATION_JSON)
            .bodyValue(body)
            .exchange()
            .expectStatus()
            .isCreated()
            .expectBody()
            .returnResult()
            .getResponseBody();
    return json.readTree(answer).get("id").asString();
  }

  private static String phone() {
    return "053%07d".formatted(PEOPLE.getAndIncrement() % 10_000_000);
  }

  private String one(String sql, String id) {
    return database.sql(sql.formatted(id)).map(row -> row.get("it", String.class)).one().block();
  }
}
