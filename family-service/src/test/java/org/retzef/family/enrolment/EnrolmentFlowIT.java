package org.retzef.family.enrolment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.retzef.family.registration.Requests;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestEvent;
import org.retzef.platform.testing.TestEvents;
import org.retzef.platform.testing.TestTokens;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@RetzefIT
class EnrolmentFlowIT {

  private static final String WORKER =
      TestTokens.token("worker-1", Requests.DEPARTMENT, "family-social-worker");

  @Autowired private WebTestClient http;
  @Autowired private JsonMapper json;
  @Autowired private DatabaseClient database;

  @Test
  void enrolsAFamilyAndTellsIt() {
    try (var events = TestEvents.on("retzef.family.events")) {
      String family = registered();
      JsonNode enrolment = enrolled(family, "NOSHMIM_ROUTINE", "2026-01-15");
      assertThat(enrolment.get("status").asString()).isEqualTo("ACTIVE");
      TestEvent told = events.await(2, family).getLast();
      assertThat(told.type()).isEqualTo("org.retzef.family.enrolled.v1");
      assertThat(told.json())
          .contains(
              "\"track\":\"NOSHMIM_ROUTINE\"",
              "\"programme\":\"NOSHMIM\"",
              "\"unit\":\"IL.SOUTH.A2630.D1\"",
              "\"startDate\":\"2026-01-15\"");
    }
  }

  @Test
  void plansAnEnrolmentThatBeginsLater() {
    JsonNode enrolment =
        enrolled(
            registered(),
            "MIFGASH",
            LocalDate.now(ZoneId.of("Asia/Jerusalem")).plusMonths(3).toString());
    assertThat(enrolment.get("status").asString()).isEqualTo("PLANNED");
  }

  @Test
  void refusesASecondEnrolmentInTheSameTrackAtTheSameTime() {
    String family = registered();
    String first = enrolled(family, "MAPA", "2026-01-01").get("id").asString();
    String again = "{\"track\":\"MAPA\",\"startDate\":\"2026-06-01\"}";
    Answers.refused(send(HttpMethod.POST, family, "", again, null), 409, "already-enrolled");
    enrolled(family, "NOSHMIM_ROUTINE", "2026-06-01");
    send(
            HttpMethod.PATCH,
            family,
            "/" + first,
            "{\"status\":\"LEFT\",\"endDate\":\"2026-06-01\",\"reason\":\"OTHER\"}",
            "\"1\"")
        .expectStatus()
        .isOk();
    Answers.refused(send(HttpMethod.POST, family, "", again, null), 409, "already-enrolled");
    enrolled(family, "MAPA", "2026-06-02");
  }

  @Test
  void ofTwentyWhoEnrolAtOnceOneSucceedsAndTheDatabaseItselfRefusesAnother() {
    String family = registered();
    List<Integer> statuses =
        Flux.range(0, 20)
            .flatMap(
                day ->
                    Mono.fromCallable(
                            () ->
                                send(
                                        HttpMethod.POST,
                                        family,
                                        "",
                                        "{\"track\":\"MAPA\",\"startDate\":\"2026-01-%02d\"}"
                                            .formatted(1 + day),
                                        null)
                                    .expectBody()
                                    .returnResult()
                                    .getStatus()
                                    .value())
                        .subscribeOn(Schedulers.boundedElastic()),
                20)
            .collectList()
            .block();
    assertThat(statuses).containsOnlyOnce(201).containsOnly(201, 409);
    String another =
        """
        insert into enrolment (id, family_id, track, start_date, end_date, outcome, reason)
        values (uuidv7(), '%s', 'MAPA', '%s', '%s', 'LEFT', 'OTHER')
        """;
    assertThatThrownBy(
            () ->
                database.sql(another.formatted(family, "2025-06-01", "2026-01-31")).then().block())
        .hasStackTraceContaining("one_enrolment_in_a_track_at_a_time");
    database.sql(another.formatted(family, "2025-06-01", "2025-12-31")).then().block();
  }

  @Test
  void refusesATrackThatDoesNotExistAndAFamilyThatTheCallerDoesNotSee() {
    send(HttpMethod.POST, registered(), "", "{\"track\":\"X\",\"startDate\":\"2026-06-01\"}", null)
        .expectStatus()
        .isBadRequest()
        .expectBody()
        .jsonPath("$.errors[0].field")
        .isEqualTo("track")
        .jsonPath("$.errors[0].code")
        .isEqualTo("track-unknown");
    send(
            HttpMethod.POST,
            UUID.randomUUID().toString(),
            "",
            "{\"track\":\"MAPA\",\"startDate\":\"2026-06-01\"}",
            null)
        .expectStatus()
        .isNotFound();
  }

  @Test
  void endsAnEnrolmentOnlyUponTheVersionThatTheCallerSaw() {
    String family = registered();
    String path = "/" + enrolled(family, "MAPA", "2026-01-01").get("id").asString();
    String end =
        "{\"status\":\"GRADUATED\",\"endDate\":\"2026-10-01\",\"reason\":\"GOALS_REACHED\"}";
    send(HttpMethod.PATCH, family, path, end, null).expectStatus().isEqualTo(428);
    send(HttpMethod.PATCH, family, path, end, "\"7\"")
        .expectStatus()
        .isEqualTo(412)
        .expectBody()
        .jsonPath("$.current.status")
        .isEqualTo("ACTIVE");
    send(HttpMethod.PATCH, family, path, end, "\"1\"")
        .expectStatus()
        .isOk()
        .expectHeader()
        .valueEquals("ETag", "\"2\"");
    send(HttpMethod.PATCH, family, path, end, "\"2\"")
        .expectStatus()
        .isEqualTo(409)
        .expectBody()
        .jsonPath("$.code")
        .isEqualTo("enrolment-already-ended");
    enrolled(family, "MAPA", "2026-10-02");
  }

  @Test
  void refusesAnEndBeforeTheStart() {
    String family = registered();
    String path = "/" + enrolled(family, "MAPA", "2026-05-01").get("id").asString();
    send(
            HttpMethod.PATCH,
            family,
            path,
            "{\"status\":\"ACTIVE\",\"endDate\":\"2026-04-30\",\"reason\":\"OTHER\"}",
            "\"1\"")
        .expectStatus()
        .isBadRequest()
        .expectBody()
        .jsonPath("$.errors[*].field")
        .value(fields -> assertThat(fields.toString()).contains("status", "endDate"));
  }

  private String registered() {
    byte[] body =
        http.post()
            .uri("/api/v1/families")
            .headers(headers -> headers.setBearerAuth(WORKER))
            .contentType(MediaType.APPLICATION_JSON)
            .bodyValue(Requests.ofOthers())
            .exchange()
            .expectStatus()
            .isCreated()
            .expectBody()
            .returnResult()
            .getResponseBody();
    return json.readTree(body).get("id").asString();
  }

  private JsonNode enrolled(String family, String track, String startDate) {
    EntityExchangeResult<byte[]> result =
        send(
                HttpMethod.POST,
                family,
                "",
                "{\"track\":\"%s\",\"startDate\":\"%s\"}".formatted(track, startDate),
                null)
            .expectStatus()
            .isCreated()
            .expectBody()
            .returnResult();
    return json.readTree(result.getResponseBody());
  }

  private WebTestClient.ResponseSpec send(
      HttpMethod method, String family, String path, String body, String version) {
    return http.method(method)
        .uri("/api/v1/families/" + family + "/enrolments" + path)
        .headers(
            headers -> {
              headers.setBearerAuth(WORKER);
              if (version != null) {
                headers.setIfMatch(version);
              }
            })
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue(body)
        .exchange();
  }
}
