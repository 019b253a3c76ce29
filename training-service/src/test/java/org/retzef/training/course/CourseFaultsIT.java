package org.retzef.training.course;

import static org.assertj.core.api.Assertions.assertThat;
import static org.retzef.training.course.CourseDesk.TRAINING;
import static org.retzef.training.course.CourseDesk.course;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.training.unit.TestUnits;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;

/** What a course may not be, and how that is told. */
@RetzefIT
class CourseFaultsIT {

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;
  private CourseDesk courses;

  @BeforeEach
  void open() {
    TestUnits.plant(database);
    courses = new CourseDesk(http, database);
  }

  @Test
  void namesEveryFaultAtOnceAndKeepsNothing() {
    long before = courses.count();
    courses
        .post(
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
    assertThat(courses.count()).isEqualTo(before);
  }

  @Test
  void namesWhatIsMissing() {
    courses
        .post(TRAINING, "{}")
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
    courses
        .post(TRAINING, course("IL").replace("20", hours))
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

  private static String script(String message) {
    return switch (Character.UnicodeScript.of(message.codePointAt(0))) {
      case HEBREW -> "he";
      case ARABIC -> "ar";
      default -> "en";
    };
  }
}
