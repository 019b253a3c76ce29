package org.retzef.family.registration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestEvent;
import org.retzef.platform.testing.TestEvents;
import org.retzef.platform.testing.TestTokens;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;

@RetzefIT
class FamilyRegistrationFlowIT {

  private static final String WORKER =
      TestTokens.token("worker-1", Requests.DEPARTMENT, "family-social-worker");

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;

  @Test
  void registersAFamilyAndTellsItWithoutNamingAnybody() {
    try (var events = TestEvents.on("retzef.family.events")) {
      String id = idOf(post(WORKER, Requests.family()));
      TestEvent told = events.await(1, id).getFirst();
      assertThat(told.type()).isEqualTo("org.retzef.family.registered.v1");
      assertThat(told.json())
          .contains("\"preferredLanguage\":\"ar\"", "\"members\":3", "\"minors\":2")
          .doesNotContain("سلمى", "אלדוגמה", "123456782", "4567", "הגפן");
    }
  }

  @Test
  void showsTheFamilyToItsDepartmentWithItsVersion() {
    String id = idOf(post(WORKER, Requests.family()));
    get(WORKER, id)
        .expectStatus()
        .isOk()
        .expectHeader()
        .valueEquals(HttpHeaders.ETAG, "\"1\"")
        .expectBody()
        .jsonPath("$.members[0].givenName")
        .isEqualTo("سلمى")
        .jsonPath("$.members.length()")
        .isEqualTo(3)
        .jsonPath("$.phone")
        .isEqualTo("+972501234567")
        .jsonPath("$.address.city")
        .isEqualTo("קריית גת");
  }

  @Test
  void keepsWhatIdentifiesAPersonUnreadableInTheDatabase() {
    idOf(post(WORKER, Requests.family()));
    String everything =
        database
            .sql(
                """
                select string_agg(whole, ' ') as dump from (
                  select encode(sealed_contact, 'hex') || family::text as whole from family
                  union all
                  select encode(sealed_identity, 'hex') || member::text from member
                  union all
                  select outbox::text from outbox
                  union all
                  select coalesce(body, '') from idempotency_key) as rows
                """)
            .map(row -> row.get("dump", String.class))
            .one()
            .block();
    assertThat(everything)
        .contains("\"minors\"")
        .doesNotContain("سلمى", "אלדוגמה", "123456782", "501234567", "הגפן")
        .doesNotContain(hex("سلمى"), hex("אלדוגמה"), hex("123456782"), hex("501234567"));
  }

  private static String hex(String text) {
    return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void doesNotShowAFamilyOfAnotherDepartment() {
    String id = idOf(post(WORKER, Requests.family()));
    String stranger = TestTokens.token("worker-2", "IL.SOUTH.A0070.D1", "family-social-worker");
    get(stranger, id).expectStatus().isNotFound();
    get(WORKER, UUID.randomUUID().toString())
        .expectStatus()
        .isNotFound()
        .expectBody()
        .jsonPath("$.code")
        .isEqualTo("family-not-found");
  }

  @Test
  void refusesToRegisterIntoAnotherDepartment() {
    post(WORKER, Requests.family(Map.of("A2630", "A0070")))
        .expectStatus()
        .isNotFound()
        .expectBody()
        .jsonPath("$.code")
        .isEqualTo("unit-not-found");
  }

  @Test
  void letsOnlyCaseWorkersRegister() {
    for (String role : new String[] {"department-head", "family-companion", "data-analyst"}) {
      post(TestTokens.token("x", Requests.DEPARTMENT, role), Requests.family())
          .expectStatus()
          .isForbidden();
    }
    http.post().uri("/api/v1/families").exchange().expectStatus().isUnauthorized();
  }

  @Test
  void namesEveryFaultAtOnce() {
    String faulty =
        Requests.family(
            Map.of(
                "123456782", "123456789",
                "2015-03-01", "2999-01-01",
                "2018-11-11", "2018-02-30",
                "050-123-4567", "12",
                "\"HEAD\"", "\"CHIEF\"",
                "הגפן 3", "הגפן\\u202e3"));
    post(WORKER, faulty)
        .expectStatus()
        .isBadRequest()
        .expectBody()
        .jsonPath("$.code")
        .isEqualTo("invalid-input")
        .jsonPath("$.errors[?(@.field=='members[0].nationalId')].code")
        .isEqualTo("national-id-invalid")
        .jsonPath("$.errors[?(@.field=='members[1].birthDate')].code")
        .isEqualTo("date-in-future")
        .jsonPath("$.errors[?(@.field=='members[2].birthDate')].code")
        .isEqualTo("date-invalid")
        .jsonPath("$.errors[?(@.field=='phone')].code")
        .isEqualTo("phone-invalid")
        .jsonPath("$.errors[?(@.field=='members[0].relation')].code")
        .isEqualTo("value-unknown")
        .jsonPath("$.errors[?(@.field=='members')].code")
        .isEqualTo("one-head-required")
        .jsonPath("$.errors[?(@.field=='address.street')].code")
        .isEqualTo("text-forbidden-character");
  }

  @Test
  void takesNobodyTwiceAndNoMoreThanFortyIntoAHousehold() {
    post(
            WORKER,
            Requests.family(
                Map.of(
                    "\"birthDate\": \"2015-03-01\"",
                    "\"nationalId\": \"123456782\", \"birthDate\": \"2015-03-01\"")))
        .expectStatus()
        .isBadRequest()
        .expectBody()
        .jsonPath("$.errors.length()")
        .isEqualTo(1)
        .jsonPath("$.errors[0].field")
        .isEqualTo("members")
        .jsonPath("$.errors[0].code")
        .isEqualTo("national-id-twice");
    post(WORKER, Requests.ofMany(41))
        .expectStatus()
        .isBadRequest()
        .expectBody()
        .jsonPath("$.errors.length()")
        .isEqualTo(1)
        .jsonPath("$.errors[0].field")
        .isEqualTo("members");
    idOf(post(WORKER, Requests.ofMany(40)));
  }

  @Test
  void doesACommandWithOneKeyOnce() {
    String first = idOf(post(WORKER, Requests.family(), "one-key"));
    long families = families();
    post(WORKER, Requests.family(), "one-key")
        .expectStatus()
        .isCreated()
        .expectHeader()
        .valueEquals("Idempotency-Replayed", "true")
        .expectHeader()
        .valueEquals(HttpHeaders.LOCATION, "/api/v1/families/" + first)
        .expectBody()
        .jsonPath("$.id")
        .isEqualTo(first);
    assertThat(families()).isEqualTo(families);
    post(WORKER, Requests.family(Map.of("ar", "he")), "one-key").expectStatus().isEqualTo(422);
    assertThat(familiesThatTheLogAloneKnows()).isZero();
  }

  /** A copy of a command makes a family in vain before it finds the first one's answer. */
  private long familiesThatTheLogAloneKnows() {
    return database
        .sql(
            """
            select count(*) as unknown from audit_line cross join unnest(families) as named
             where method = 'POST' and route = '/api/v1/families'
               and named not in (select id from family)
            """)
        .mapValue(Long.class)
        .one()
        .block();
  }

  private long families() {
    return database
        .sql("select count(*) as families from family")
        .map(row -> row.get("families", Long.class))
        .one()
        .block();
  }

  private WebTestClient.ResponseSpec get(String token, String id) {
    return http.get()
        .uri("/api/v1/families/" + id)
        .headers(headers -> headers.setBearerAuth(token))
        .exchange();
  }

  private WebTestClient.ResponseSpec post(String token, String body) {
    return post(token, body, UUID.randomUUID().toString());
  }

  private WebTestClient.ResponseSpec post(String token, String body, String key) {
    return http.post()
        .uri("/api/v1/families")
        .headers(headers -> headers.setBearerAuth(token))
        .header("Idempotency-Key", key)
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue(body)
        .exchange();
  }

  private static String idOf(WebTestClient.ResponseSpec response) {
    RegisteredFamily family =
        response
            .expectStatus()
            .isCreated()
            .expectBody(RegisteredFamily.class)
            .returnResult()
            .getResponseBody();
    return family.id().toString();
  }
}
