package org.retzef.training.course;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestTokens;
import org.retzef.training.unit.TestUnits;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@RetzefIT
class CourseFlowIT {

  private static final String TRAINING = TestTokens.token("t-1", "IL", "training-manager");
  private static final String SOUTH = TestTokens.token("t-2", "IL.SOUTH", "training-manager");
  private static final String WORKER =
      TestTokens.token("w-1", "IL.SOUTH.A2630.D1", "family-social-worker");

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;
  @Autowired private JsonMapper json;

  @BeforeEach
  void plantUnits() {
    TestUnits.plant(database);
  }

  @Test
  void putsACourseOnOfferAndShowsItWithItsVersion() {
    String body =
        """
        {"code": "FAMILY_ECONOMICS", "nameHe": "כלכלת המשפחה למלוות",
         "nameAr": "اقتصاد الأسرة", "language": "he", "audience": ["VOLUNTEER", "COMPANION"],
         "hours": 60, "modules": [{"nameHe": "מיצוי זכויות", "hours": 12}]}
        """;
    String location =
        post(TRAINING, body)
            .expectStatus()
            .isCreated()
            .expectHeader()
            .valueEquals(HttpHeaders.ETAG, "\"1\"")
            .returnResult(String.class)
            .getResponseHeaders()
            .getLocation()
            .toString();
    get(WORKER, location)
        .expectStatus()
        .isOk()
        .expectHeader()
        .valueEquals(HttpHeaders.ETAG, "\"1\"")
        .expectBody()
        .json(
            """
            {"unit": "IL", "code": "FAMILY_ECONOMICS", "nameHe": "כלכלת המשפחה למלוות",
             "nameEn": null, "nameAr": "اقتصاد الأسرة", "language": "he",
             "audience": ["COMPANION", "VOLUNTEER"], "hours": 60,
             "modules": [{"nameHe": "מיצוי זכויות", "hours": 12}], "version": 1}
            """);
  }

  @Test
  void showsACourseOfADistrictInThatDistrictOnly() {
    String course = "/api/v1/courses/" + idOf(post(SOUTH, course("IL.SOUTH")));
    get(WORKER, course).expectStatus().isOk();
    get(TRAINING, course).expectStatus().isOk();
    String stranger = TestTokens.token("w-2", "IL.JERUSALEM.A3000.D1", "family-social-worker");
    get(stranger, course)
        .expectStatus()
        .isNotFound()
        .expectBody()
        .jsonPath("$.code")
        .isEqualTo("course-not-found");
    get(TRAINING, "/api/v1/courses/" + UUID.randomUUID()).expectStatus().isNotFound();
    assertThat(idsOnAllPages(stranger)).doesNotContain(course.substring(16));
    assertThat(idsOnAllPages(WORKER)).contains(course.substring(16));
  }

  @Test
  void leafsThroughAllCoursesOnce() {
    Set<String> created = new HashSet<>();
    for (int i = 0; i < 5; i++) {
      created.add(idOf(post(TRAINING, course("IL"))));
    }
    List<String> listed = idsOnAllPages(TRAINING);
    assertThat(listed).doesNotHaveDuplicates().isSorted().containsAll(created);
  }

  @Test
  void refusesACursorThatItDidNotGive() {
    get(TRAINING, "/api/v1/courses?cursor=bm9uc2Vuc2U")
        .expectStatus()
        .isBadRequest()
        .expectBody()
        .jsonPath("$.errors[0].code")
        .isEqualTo("cursor-invalid");
  }

  @Test
  void refusesACodeThatTheUnitHasAlready() {
    String body = course("IL").replace("{", "{\"code\": \"TWICE\",");
    post(TRAINING, body).expectStatus().isCreated();
    post(TRAINING, body)
        .expectStatus()
        .isEqualTo(409)
        .expectBody()
        .jsonPath("$.code")
        .isEqualTo("course-code-taken");
    post(TRAINING, body.replace("\"IL\"", "\"IL.SOUTH\"")).expectStatus().isCreated();
  }

  @Test
  void doesACommandWithOneKeyOnce() {
    String key = UUID.randomUUID().toString();
    String first = idOf(post(TRAINING, course("IL"), key));
    long courses = courses();
    post(TRAINING, course("IL"), key)
        .expectStatus()
        .isCreated()
        .expectHeader()
        .valueEquals("Idempotency-Replayed", "true")
        .expectBody()
        .jsonPath("$.id")
        .isEqualTo(first);
    assertThat(courses()).isEqualTo(courses);
    post(TRAINING, course("IL.SOUTH"), key).expectStatus().isEqualTo(422);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "family-social-worker",
        "district-coordinator",
        "national-manager",
        "rights-editor",
        "auditor"
      })
  void letsNobodyButTheTrainingManagerPutACourseOnOffer(String role) {
    post(TestTokens.token("x", "IL", role), course("IL"))
        .expectStatus()
        .isForbidden()
        .expectBody()
        .jsonPath("$.code")
        .isEqualTo("role-not-allowed");
  }

  @Test
  void showsCoursesToStaffAlone() {
    get(TestTokens.token("x", "IL", "auditor"), "/api/v1/courses").expectStatus().isForbidden();
    http.get().uri("/api/v1/courses").exchange().expectStatus().isUnauthorized();
    get(
            TestTokens.of("x").unit("IL").roles("training-manager").signedByStranger(),
            "/api/v1/courses")
        .expectStatus()
        .isUnauthorized();
  }

  @Test
  void refusesACourseForAnotherDistrict() {
    long courses = courses();
    for (String unit : List.of("IL.JERUSALEM", "IL")) {
      post(SOUTH, course(unit))
          .expectStatus()
          .isNotFound()
          .expectBody()
          .jsonPath("$.code")
          .isEqualTo("unit-not-found");
    }
    assertThat(courses()).isEqualTo(courses);
  }

  @Test
  void namesEveryFaultAtOnceAndKeepsNothing() {
    long courses = courses();
    post(
            TRAINING,
            """
            {"unit": "IL.SOUTH.A2630.D1", "code": "lower", "nameHe": "קורס\\u0000יסוד",
             "nameEn": "%s", "nameAr": "دورة\\u202e", "language": "fr",
             "audience": ["SOCIAL_WORKER", "ADMIRAL", null], "hours": 10, "price": 3,
             "modules": [{"nameHe": "א", "hours": 11}, {"nameHe": " ", "hours": 0}, null]}
            """
                .formatted("x".repeat(161)))
        .expectStatus()
        .isBadRequest()
        .expectBody()
        .jsonPath("$.code")
        .isEqualTo("invalid-input")
        .jsonPath("$.errors[?(@.field=='unit')].code")
        .isEqualTo("course-unit-invalid")
        .jsonPath("$.errors[?(@.field=='code')].code")
        .isEqualTo("course-code-invalid")
        .jsonPath("$.errors[?(@.field=='nameHe')].code")
        .isEqualTo("text-forbidden-character")
        .jsonPath("$.errors[?(@.field=='nameEn')].code")
        .isEqualTo("text-length")
        .jsonPath("$.errors[?(@.field=='nameAr')].code")
        .isEqualTo("text-forbidden-character")
        .jsonPath("$.errors[?(@.field=='language')].code")
        .isEqualTo("value-unknown")
        .jsonPath("$.errors[?(@.field=='language')].message")
        .value(message -> assertThat(message.toString()).contains("he", "ar", "en", "ru", "am"))
        .jsonPath("$.errors[?(@.field=='audience[1]')].code")
        .isEqualTo("value-unknown")
        .jsonPath("$.errors[?(@.field=='audience[2]')].code")
        .isEqualTo("required")
        .jsonPath("$.errors[?(@.field=='price')].code")
        .isEqualTo("field-unknown")
        .jsonPath("$.errors[?(@.field=='modules')].code")
        .isEqualTo("modules-too-long")
        .jsonPath("$.errors[?(@.field=='modules[1].nameHe')].code")
        .isEqualTo("text-length")
        .jsonPath("$.errors[?(@.field=='modules[1].hours')].code")
        .isEqualTo("hours-out-of-range")
        .jsonPath("$.errors[?(@.field=='modules[2]')].code")
        .isEqualTo("required");
    assertThat(courses()).isEqualTo(courses);
  }

  @Test
  void namesWhatIsMissing() {
    post(TRAINING, "{}")
        .expectStatus()
        .isBadRequest()
        .expectBody()
        .jsonPath("$.errors[?(@.code=='required')].field")
        .value(
            fields ->
                assertThat(fields.toString()).contains("nameHe", "language", "audience", "hours"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.5",
        "\"60\"",
        "1e9",
        "2147483647",
        "99999999999999999999",
        "0",
        "-1",
        "true",
        "1001"
      })
  void refusesHoursThatAreNotAWholeNumberOfHours(String hours) {
    post(TRAINING, course("IL").replace("20", hours))
        .expectStatus()
        .isBadRequest()
        .expectBody()
        .jsonPath("$.errors[0].field")
        .isEqualTo("hours");
  }

  @Test
  void tellsFaultsInTheLanguageOfTheCaller() {
    for (String language : List.of("he", "ar", "en")) {
      http.post()
          .uri("/api/v1/courses")
          .headers(headers -> headers.setBearerAuth(TRAINING))
          .header(HttpHeaders.ACCEPT_LANGUAGE, language)
          .contentType(MediaType.APPLICATION_JSON)
          .bodyValue(course("IL.SOUTH.A2630"))
          .exchange()
          .expectStatus()
          .isBadRequest()
          .expectBody()
          .jsonPath("$.errors[0].message")
          .value(message -> assertThat(script((String) message)).isEqualTo(language));
    }
  }

  @Test
  void servesItsOpenApiAndItsHealth() {
    http.get()
        .uri("/docs/openapi/training-service.json")
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.openapi")
        .value(version -> assertThat((String) version).startsWith("3.1"))
        .jsonPath("$.paths['/api/v1/courses'].post")
        .exists();
    http.get().uri("/actuator/health/readiness").exchange().expectStatus().isOk();
  }

  private static String script(String message) {
    return switch (Character.UnicodeScript.of(message.codePointAt(0))) {
      case HEBREW -> "he";
      case ARABIC -> "ar";
      default -> "en";
    };
  }

  private static String course(String unit) {
    return """
    {"unit": "%s", "nameHe": "קורס יסוד", "language": "he", "audience": ["SOCIAL_WORKER"], "hours": 20}
    """
        .formatted(unit);
  }

  private List<String> idsOnAllPages(String token) {
    List<String> ids = new ArrayList<>();
    String next = "/api/v1/courses?limit=2";
    while (next != null) {
      JsonNode page = json.readTree(get(token, next).expectBody().returnResult().getResponseBody());
      page.get("items").forEach(course -> ids.add(course.get("id").asString()));
      JsonNode cursor = page.get("next");
      next = cursor.isNull() ? null : "/api/v1/courses?limit=2&cursor=" + cursor.asString();
    }
    return ids;
  }

  private long courses() {
    return database
        .sql("select count(*) as courses from course")
        .map(row -> row.get("courses", Long.class))
        .one()
        .block();
  }

  private WebTestClient.ResponseSpec get(String token, String uri) {
    return http.get().uri(uri).headers(headers -> headers.setBearerAuth(token)).exchange();
  }

  private WebTestClient.ResponseSpec post(String token, String body) {
    return post(token, body, UUID.randomUUID().toString());
  }

  private WebTestClient.ResponseSpec post(String token, String body, String key) {
    return http.post()
        .uri("/api/v1/courses")
        .headers(headers -> headers.setBearerAuth(token))
        .header("Idempotency-Key", key)
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue(body)
        .exchange();
  }

  private String idOf(WebTestClient.ResponseSpec response) {
    byte[] body = response.expectStatus().isCreated().expectBody().returnResult().getResponseBody();
    return json.readTree(body).get("id").asString();
  }
}
