package org.retzef.training.course;

import static org.assertj.core.api.Assertions.assertThat;
import static org.retzef.training.course.CourseDesk.SOUTH;
import static org.retzef.training.course.CourseDesk.TRAINING;
import static org.retzef.training.course.CourseDesk.course;

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
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;

@RetzefIT
class CourseFlowIT {

  private static final String WORKER =
      TestTokens.token("w-1", "IL.SOUTH.A2630.D1", "family-social-worker");

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;
  private CourseDesk courses;

  @BeforeEach
  void open() {
    TestUnits.plant(database);
    courses = new CourseDesk(http, database);
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
        courses
            .post(TRAINING, body)
            .expectStatus()
            .isCreated()
            .expectHeader()
            .valueEquals(HttpHeaders.ETAG, "\"1\"")
            .returnResult(String.class)
            .getResponseHeaders()
            .getLocation()
            .toString();
    courses
        .get(WORKER, location)
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
    String course = "/api/v1/courses/" + courses.idOf(courses.post(SOUTH, course("IL.SOUTH")));
    courses.get(WORKER, course).expectStatus().isOk();
    courses.get(TRAINING, course).expectStatus().isOk();
    String stranger = TestTokens.token("w-2", "IL.JERUSALEM.A3000.D1", "family-social-worker");
    courses
        .get(stranger, course)
        .expectStatus()
        .isNotFound()
        .expectBody()
        .jsonPath("$.code")
        .isEqualTo("course-not-found");
    courses.get(TRAINING, "/api/v1/courses/" + UUID.randomUUID()).expectStatus().isNotFound();
    assertThat(courses.idsOnAllPages(stranger)).doesNotContain(course.substring(16));
    assertThat(courses.idsOnAllPages(WORKER)).contains(course.substring(16));
  }

  @Test
  void leafsThroughAllCoursesOnce() {
    Set<String> created = new HashSet<>();
    for (int i = 0; i < 5; i++) {
      created.add(courses.idOf(courses.post(TRAINING, course("IL"))));
    }
    List<String> listed = courses.idsOnAllPages(TRAINING);
    assertThat(listed).doesNotHaveDuplicates().isSorted().containsAll(created);
  }

  @Test
  void refusesACursorThatItDidNotGive() {
    courses
        .get(TRAINING, "/api/v1/courses?cursor=bm9uc2Vuc2U")
        .expectStatus()
        .isBadRequest()
        .expectBody()
        .jsonPath("$.errors[0].code")
        .isEqualTo("cursor-invalid");
  }

  @Test
  void refusesACodeThatTheUnitHasAlready() {
    String body = course("IL").replace("{", "{\"code\": \"TWICE\",");
    courses.post(TRAINING, body).expectStatus().isCreated();
    courses
        .post(TRAINING, body)
        .expectStatus()
        .isEqualTo(409)
        .expectBody()
        .jsonPath("$.code")
        .isEqualTo("course-code-taken");
    courses.post(TRAINING, body.replace("\"IL\"", "\"IL.SOUTH\"")).expectStatus().isCreated();
  }

  @Test
  void doesACommandWithOneKeyOnce() {
    String key = UUID.randomUUID().toString();
    String first = courses.idOf(courses.post(TRAINING, course("IL"), key));
    long before = courses.count();
    courses
        .post(TRAINING, course("IL"), key)
        .expectStatus()
        .isCreated()
        .expectHeader()
        .valueEquals("Idempotency-Replayed", "true")
        .expectBody()
        .jsonPath("$.id")
        .isEqualTo(first);
    assertThat(courses.count()).isEqualTo(before);
    courses.post(TRAINING, course("IL.SOUTH"), key).expectStatus().isEqualTo(422);
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
    courses
        .post(TestTokens.token("x", "IL", role), course("IL"))
        .expectStatus()
        .isForbidden()
        .expectBody()
        .jsonPath("$.code")
        .isEqualTo("role-not-allowed");
  }

  @Test
  void showsCoursesToStaffAlone() {
    courses
        .get(TestTokens.token("x", "IL", "auditor"), "/api/v1/courses")
        .expectStatus()
        .isForbidden();
    http.get().uri("/api/v1/courses").exchange().expectStatus().isUnauthorized();
    courses
        .get(
            TestTokens.of("x").unit("IL").roles("training-manager").signedByStranger(),
            "/api/v1/courses")
        .expectStatus()
        .isUnauthorized();
  }

  @Test
  void refusesACourseForAnotherDistrict() {
    long before = courses.count();
    for (String unit : List.of("IL.JERUSALEM", "IL")) {
      courses
          .post(SOUTH, course(unit))
          .expectStatus()
          .isNotFound()
          .expectBody()
          .jsonPath("$.code")
          .isEqualTo("unit-not-found");
    }
    assertThat(courses.count()).isEqualTo(before);
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
}
