package org.retzef.family.duplicate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.retzef.family.registration.NationalIds;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestTokens;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every test has people of its own: what another test registered is never alike. */
@RetzefIT
class DuplicateFlowIT {

  private static final String HERE = "IL.SOUTH.A0246.D1";
  private static final String THERE = "IL.SOUTH.A1031.D1";
  private static final String WORKER = TestTokens.token("worker-5", HERE, "family-social-worker");
  private static final String STRANGER =
      TestTokens.token("worker-6", THERE, "family-social-worker");
  private static final String NATIONAL = TestTokens.token("n-1", "IL", "national-manager");

  private static final AtomicInteger NUMBERS = new AtomicInteger(70_000_000);

  @Autowired private WebTestClient http;
  @Autowired private JsonMapper json;

  @Test
  void showsAFamilyThatIsThereTwiceWithTheReasons() {
    String id = idNumber();
    String one =
        registered(WORKER, family(HERE, "ציפורה", "אזולאי", id, "1979-03-11", "0501110001"));
    String other =
        registered(WORKER, family(HERE, "צפורה", "אזולאי", id, "1979-03-11", "0501110002"));
    JsonNode candidates = duplicates(WORKER, one);
    assertThat(candidates).hasSize(1);
    assertThat(candidates.at("/0/family/id").asString()).isEqualTo(other);
    assertThat(candidates.at("/0/family/headGivenName").asString()).isEqualTo("צפורה");
    assertThat(candidates.at("/0/reasons").toString()).isEqualTo("[\"SAME_NATIONAL_ID\"]");
    assertThat(candidates.at("/0/score").asDouble()).isEqualTo(0.97);
    assertThat(candidates.at("/0/department").isNull()).isTrue();
    assertThat(duplicates(WORKER, other).at("/0/family/id").asString()).isEqualTo(one);
  }

  @Test
  void findsSomebodyWithoutIdNumberByNameAndADateWrittenTheOtherWay() {
    String one =
        registered(WORKER, family(HERE, "إبراهيم", "الهواشلة", null, "1964-02-07", "0501120001"));
    String other =
        registered(WORKER, family(HERE, "ابراهيم", "هواشله", null, "1964-07-02", "0501120002"));
    JsonNode candidates = duplicates(WORKER, one);
    assertThat(candidates.at("/0/family/id").asString()).isEqualTo(other);
    assertThat(candidates.at("/0/reasons").toString())
        .contains("SIMILAR_NAME_AND_SWAPPED_BIRTH_DATE");
  }

  @Test
  void tellsOfAFamilyElsewhereOnlyWhomToCall() {
    String id = idNumber();
    String there =
        registered(STRANGER, family(THERE, "סימה", "וקנין", id, "1971-08-09", "0501130001"));
    String here = registered(WORKER, family(HERE, "סימה", "וקנין", id, "1971-08-09", "0501130001"));
    byte[] body =
        send(HttpMethod.GET, WORKER, "/" + here + "/duplicates", null)
            .expectStatus()
            .isOk()
            .expectBody()
            .returnResult()
            .getResponseBody();
    JsonNode candidate = json.readTree(body).at("/items/0");
    assertThat(candidate.get("family").isNull()).isTrue();
    assertThat(candidate.at("/department/unit").asString()).isEqualTo(THERE);
    assertThat(candidate.at("/department/nameHe").asString()).isNotBlank();
    assertThat(candidate.get("reasons").toString()).contains("SAME_NATIONAL_ID", "SAME_PHONE");
    assertThat(new String(body, java.nio.charset.StandardCharsets.UTF_8))
        .doesNotContain(there, "סימה", "וקנין", id, "1130001", "1971");
    send(HttpMethod.GET, WORKER, "/" + there + "/duplicates", null).expectStatus().isNotFound();
  }

  @Test
  void checksBeforeRegisteringAndForbidsNothing() {
    String id = idNumber();
    String family = family(HERE, "מזל", "סויסה", id, "1985-12-01", "0501140001");
    assertThat(check(WORKER, family)).isEmpty();
    String there = registered(WORKER, family);
    JsonNode candidates = check(WORKER, family);
    assertThat(candidates.at("/0/family/id").asString()).isEqualTo(there);
    assertThat(check(WORKER, family)).hasSize(1);
    registered(WORKER, family);
    send(HttpMethod.POST, WORKER, "/duplicate-checks", family.replace("1985-12-01", "1985-13-01"))
        .expectStatus()
        .isBadRequest();
  }

  @Test
  void tellsApartWhatIsHereAlreadyAndWhatStandsInTheFileTwice() {
    String known = family(HERE, "ברכה", "אילוז", idNumber(), "1977-07-01", "0501180001");
    String here = registered(WORKER, known);
    String twice = family(HERE, "אהובה", "קדוש", idNumber(), "1966-06-02", "0501180002");
    String alone = family(HERE, "טובה", "מלכה", idNumber(), "1955-05-03", "0501180003");
    byte[] body =
        send(
                HttpMethod.POST,
                WORKER,
                "/duplicate-checks/files",
                "{\"families\": [" + String.join(",", known, twice, alone, twice) + "]}")
            .expectStatus()
            .isOk()
            .expectBody()
            .returnResult()
            .getResponseBody();
    JsonNode rows = json.readTree(body).get("items");
    assertThat(rows).hasSize(4);
    assertThat(rows.at("/0/alreadyHere/0/family/id").asString()).isEqualTo(here);
    assertThat(rows.at("/0/inFile")).isEmpty();
    assertThat(rows.at("/1/alreadyHere")).isEmpty();
    assertThat(rows.at("/1/inFile/0/row").asInt()).isEqualTo(4);
    assertThat(rows.at("/3/inFile/0/row").asInt()).isEqualTo(2);
    assertThat(rows.at("/2/alreadyHere")).isEmpty();
    assertThat(rows.at("/2/inFile")).isEmpty();
    send(HttpMethod.POST, WORKER, "/duplicate-checks/files", "{\"families\": []}")
        .expectStatus()
        .isBadRequest();
  }

  @Test
  void remembersThatTwoAreNotTheSameUntilItIsTakenBack() {
    String one =
        registered(WORKER, family(HERE, "אסתר", "אוחנה", null, "1990-04-15", "0501150001"));
    String other =
        registered(WORKER, family(HERE, "אסתר", "אוחנה", null, "1990-04-15", "0501150002"));
    assertThat(duplicates(WORKER, one)).hasSize(1);
    decide(WORKER, other, one, 0, "NOT_THE_SAME").expectHeader().valueEquals("ETag", "\"1\"");
    assertThat(duplicates(WORKER, one)).isEmpty();
    assertThat(duplicates(WORKER, other)).isEmpty();
    decide(WORKER, one, other, 1, "UNDECIDED").expectHeader().valueEquals("ETag", "\"2\"");
    assertThat(duplicates(WORKER, other)).hasSize(1);
    assertThat(duplicates(WORKER, other).at("/0/version").asLong()).isEqualTo(2);
  }

  @Test
  void takesAVerdictOnlyUponWhatWasSaidLast() {
    String one = registered(WORKER, family(HERE, "חנה", "אלמוג", null, "1990-04-18", "0501180001"));
    String other =
        registered(WORKER, family(HERE, "חנה", "אלמוג", null, "1990-04-18", "0501180002"));
    assertThat(duplicates(WORKER, one).at("/0/version").asLong()).isZero();
    decide(WORKER, one, other, null, "NOT_THE_SAME").expectStatus().isEqualTo(428);
    decide(WORKER, one, other, 3, "NOT_THE_SAME")
        .expectStatus()
        .isEqualTo(412)
        .expectBody()
        .jsonPath("$.current.verdict")
        .isEqualTo("UNDECIDED");
    assertThat(duplicates(WORKER, one)).hasSize(1);
    List<Integer> answers =
        Stream.of(List.of(one, other), List.of(other, one))
            .parallel()
            .map(pair -> decide(WORKER, pair.getFirst(), pair.getLast(), 0, "NOT_THE_SAME"))
            .map(answer -> answer.returnResult(String.class).getStatus().value())
            .toList();
    assertThat(answers).containsExactlyInAnyOrder(200, 412);
    decide(WORKER, one, other, 0, "UNDECIDED")
        .expectStatus()
        .isEqualTo(412)
        .expectBody()
        .jsonPath("$.current.version")
        .isEqualTo(1);
    assertThat(duplicates(WORKER, one)).isEmpty();
  }

  @Test
  void letsNobodyDecideOnFamiliesThatTheyDoNotSee() {
    String here = registered(WORKER, family(HERE, "רות", "קדוש", null, "1990-04-16", "0501160001"));
    String there =
        registered(STRANGER, family(THERE, "רות", "קדוש", null, "1990-04-16", "0501160002"));
    for (String unseen : List.of(there, UUID.randomUUID().toString())) {
      decide(WORKER, here, unseen, 0, "NOT_THE_SAME")
          .expectStatus()
          .isNotFound()
          .expectBody()
          .jsonPath("$.code")
          .isEqualTo("family-not-found");
      decide(WORKER, unseen, here, 0, "NOT_THE_SAME").expectStatus().isNotFound();
    }
    decide(WORKER, here, here, 0, "NOT_THE_SAME").expectStatus().isEqualTo(409);
    decide(WORKER, here, there, 0, "PERHAPS").expectStatus().isBadRequest();
    decide(TestTokens.token("c-1", HERE, "family-companion"), here, there, 0, "NOT_THE_SAME")
        .expectStatus()
        .isForbidden();
  }

  @Test
  void comparesByRulesThatAreChangedWithoutARelease() {
    String one = registered(WORKER, family(HERE, "ענת", "טייב", null, "1988-10-20", "0501170001"));
    registered(WORKER, family(HERE, "ענת", "טייב", null, "1988-10-20", "0501170002"));
    JsonNode before = rules("");
    String day = before.get("validFrom").asString();
    String version = "\"" + before.get("version").asLong() + "\"";
    String strict = changed(before, 99);
    putRules(NATIONAL, null, strict).expectStatus().isEqualTo(428);
    putRules(NATIONAL, "\"77\"", strict)
        .expectStatus()
        .isEqualTo(412)
        .expectBody()
        .jsonPath("$.current.showFrom")
        .isEqualTo(before.get("showFrom").asInt());
    putRules(NATIONAL, version, strict.replace("SAME_PHONE", "SAME_ADDRESS"))
        .expectStatus()
        .isBadRequest()
        .expectBody()
        .jsonPath("$.errors[0].code")
        .isEqualTo("duplicate-rules-incomplete");
    putRules(NATIONAL, version, strict.replaceFirst("2[0-9]{3}-", "1999-"))
        .expectStatus()
        .isBadRequest();
    putRules(WORKER, version, strict).expectStatus().isForbidden();
    assertThat(duplicates(WORKER, one)).hasSize(1);
    putRules(NATIONAL, version, strict).expectStatus().isOk();
    try {
      assertThat(duplicates(WORKER, one)).isEmpty();
      assertThat(rules("").get("changedBy").asString()).isEqualTo("n-1");
      assertThat(rules("?asOf=" + day).get("version").asLong())
          .isEqualTo(before.get("version").asLong());
    } finally {
      String now = "\"" + rules("").get("version").asLong() + "\"";
      putRules(NATIONAL, now, changed(before, before.get("showFrom").asInt()))
          .expectStatus()
          .isOk();
    }
    assertThat(duplicates(WORKER, one)).hasSize(1);
  }

  private static String changed(JsonNode rules, int showFrom) {
    return "{\"validFrom\": \"%s\", \"showFrom\": %d, \"rules\": %s}"
        .formatted(
            java.time.LocalDate.now(java.time.ZoneId.of("Asia/Jerusalem")),
            showFrom,
            rules.get("rules"));
  }

  private JsonNode rules(String query) {
    byte[] body =
        http.get()
            .uri("/api/v1/duplicate-rules" + query)
            .headers(headers -> headers.setBearerAuth(NATIONAL))
            .exchange()
            .expectStatus()
            .isOk()
            .expectBody()
            .returnResult()
            .getResponseBody();
    return json.readTree(body);
  }

  private WebTestClient.ResponseSpec putRules(String token, String version, String body) {
    return http.put()
        .uri("/api/v1/duplicate-rules")
        .headers(
            headers -> {
              headers.setBearerAuth(token);
              if (version != null) {
                headers.setIfMatch(version);
              }
            })
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue(body)
        .exchange();
  }

  private JsonNode duplicates(String token, String id) {
    byte[] body =
        send(HttpMethod.GET, token, "/" + id + "/duplicates", null)
            .expectStatus()
            .isOk()
            .expectBody()
            .returnResult()
            .getResponseBody();
    return json.readTree(body).get("items");
  }

  private JsonNode check(String token, String family) {
    byte[] body =
        send(HttpMethod.POST, token, "/duplicate-checks", family)
            .expectStatus()
            .isOk()
            .expectBody()
            .returnResult()
            .getResponseBody();
    return json.readTree(body).get("items");
  }

  private WebTestClient.ResponseSpec decide(
      String token, String one, String other, @Nullable Integer version, String verdict) {
    return http.put()
        .uri("/api/v1/families/" + one + "/duplicates/" + other)
        .headers(
            headers -> {
              headers.setBearerAuth(token);
              if (version != null) {
                headers.setIfMatch("\"" + version + "\"");
              }
            })
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue("{\"verdict\": \"" + verdict + "\"}")
        .exchange();
  }

  private String registered(String token, String family) {
    byte[] body =
        send(HttpMethod.POST, token, "", family)
            .expectStatus()
            .isCreated()
            .expectBody()
            .returnResult()
            .getResponseBody();
    return json.readTree(body).get("id").asString();
  }

  private WebTestClient.ResponseSpec send(
      HttpMethod method, String token, String path, String body) {
    var request =
        http.method(method)
            .uri("/api/v1/families" + path)
            .headers(headers -> headers.setBearerAuth(token));
    return body == null
        ? request.exchange()
        : request.contentType(MediaType.APPLICATION_JSON).bodyValue(body).exchange();
  }

  private static String idNumber() {
    return NationalIds.of(NUMBERS.getAndIncrement());
  }

  private static String family(
      String unit, String given, String family, String id, String born, String phone) {
    return """
        {"unit": "%s", "preferredLanguage": "he", "phone": "%s",
         "address": {"street": "הדקל %s", "city": "נתיבות"},
         "members": [{"givenName": "%s", "familyName": "%s", "nationalId": %s,
                      "birthDate": "%s", "sex": "UNKNOWN", "relation": "HEAD"}]}
        """
        .formatted(
            unit,
            phone,
            phone.substring(5),
            given,
            family,
            id == null ? "null" : '"' + id + '"',
            born);
  }
}
