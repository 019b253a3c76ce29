package org.retzef.family.registration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestTokens;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.JsonPathAssertions;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** What a search finds, for whom, and in which order. */
@RetzefIT
class FamilySearchFlowIT {

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;

  private SearchDesk desk;

  @BeforeEach
  void sit() {
    desk = new SearchDesk(http);
  }

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
    String id =
        desk.registered(given, family, SearchDesk.phone(), NationalIds.of(SearchDesk.nextPerson()));
    JsonNode found = desk.found(SearchDesk.WORKER, asked, id);
    assertThat(found.at("/match/reasons").toString()).contains(reason);
    assertThat(found.at("/match/score").asDouble()).isBetween(0.5, 1.0);
    assertThat(found.get("headGivenName").asString()).isEqualTo(given);
  }

  @Test
  void findsAnIdNumberAndAPhoneHoweverTheyAreWritten() {
    String nationalId = NationalIds.of(1_234_567);
    String id = desk.registered("רינה", "כרמלי", "054-555-0199", nationalId);
    for (String asked :
        List.of(
            nationalId,
            nationalId.replaceFirst("^0+", ""),
            nationalId + " ",
            "٠" + "١٢٣٤٥٦٧" + arabic(nationalId.charAt(8)))) {
      assertThat(desk.found(SearchDesk.WORKER, asked, id).at("/match/reasons/0").asString())
          .isEqualTo("NATIONAL_ID");
    }
    for (String asked : List.of("0545550199", "054-5550199", "+972 54 555 0199", "٠٥٤٥٥٥٠١٩٩")) {
      assertThat(desk.found(SearchDesk.WORKER, asked, id).at("/match/reasons/0").asString())
          .isEqualTo("PHONE");
    }
    assertThat(
            desk.found(SearchDesk.WORKER, "כרמלי 0545550199", id).at("/match/reasons").toString())
        .isEqualTo("[\"PHONE\",\"NAME\"]");
    assertThat(SearchDesk.ids(desk.search(SearchDesk.WORKER, "054-555-0198"))).doesNotContain(id);
  }

  private static char arabic(char digit) {
    return (char) ('٠' + (digit - '0'));
  }

  @Test
  void putsTheBestFirstAndDemandsEveryWord() {
    String near = desk.registered("צפורת", "ורדימון", SearchDesk.phone(), null);
    String spelled = desk.registered("ציפורה", "ורדימון", SearchDesk.phone(), null);
    String exact = desk.registered("צפורה", "ורדימון", SearchDesk.phone(), null);
    List<String> ids = SearchDesk.ids(desk.search(SearchDesk.WORKER, "צפורה ורדימון"));
    assertThat(ids).containsSubsequence(exact, spelled, near);
    assertThat(SearchDesk.ids(desk.search(SearchDesk.WORKER, "צפורה ורדינסקי")))
        .doesNotContain(exact, spelled, near);
    assertThat(SearchDesk.ids(desk.search(SearchDesk.WORKER, "ורדימון&limit=2"))).hasSize(2);
  }

  @Test
  void findsNobodyOfAnotherDepartment() {
    String id = desk.registered("עליזה", "בוכריס", SearchDesk.phone(), null);
    String stranger = TestTokens.token("worker-1", "IL.SOUTH.A2630.D1", "family-social-worker");
    assertThat(SearchDesk.ids(desk.search(stranger, "בוכריס"))).isEmpty();
    String head = TestTokens.token("head-3", SearchDesk.DEPARTMENT, "department-head");
    assertThat(SearchDesk.ids(desk.search(head, "בוכריס"))).containsExactly(id);
    String above = TestTokens.token("head-3", "IL.SOUTH.A0031", "department-head");
    assertThat(SearchDesk.ids(desk.search(above, "בוכריס"))).containsExactly(id);
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
      all.add(desk.registered("חיים", "מלכיאלי", SearchDesk.phone(), null));
    }
    String companion = TestTokens.token("companion-5", SearchDesk.DEPARTMENT, "family-companion");
    String otzma = TestTokens.token("otzma-5", SearchDesk.DEPARTMENT + ".C1", "otzma-worker");
    for (String token : List.of(companion, otzma)) {
      assertThat(SearchDesk.ids(desk.search(token, "מלכיאלי"))).isEmpty();
    }
    assign("companion-5", "FAMILY_COMPANION", all.get(5));
    assign("otzma-5", "OTZMA_WORKER", all.get(4));
    assertThat(SearchDesk.ids(desk.search(companion, "מלכיאלי&limit=1")))
        .containsExactly(all.get(5));
    assertThat(SearchDesk.ids(desk.search(companion, "מלכיאלי"))).containsExactly(all.get(5));
    assertThat(SearchDesk.ids(desk.search(otzma, "מלכיאלי&limit=1"))).containsExactly(all.get(4));
    assertThat(SearchDesk.ids(desk.search(SearchDesk.WORKER, "מלכיאלי"))).hasSize(6);
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
    for (String asked : List.of("א", "-")) {
      refused(asked, 5).isEqualTo("query-too-short");
    }
    for (String asked : List.of("א\0ב", "אב\nגד")) {
      refused(asked, 5).isEqualTo("text-forbidden-character");
    }
    refused("א".repeat(101), 5).isEqualTo("text-length");
    refused(" ", 5);
    refused("אב", 0);
    refused("אב", 51);
  }

  private JsonPathAssertions refused(String asked, int limit) {
    return http.get()
        .uri("/api/v1/families?query={query}&limit={limit}", asked, limit)
        .headers(headers -> headers.setBearerAuth(SearchDesk.WORKER))
        .exchange()
        .expectStatus()
        .isBadRequest()
        .expectBody()
        .jsonPath("$.code")
        .isEqualTo("invalid-input")
        .jsonPath("$.errors[0].code");
  }
}
