package org.retzef.family.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.family.Api;
import org.retzef.family.Desk;
import org.retzef.family.registration.Requests;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestTokens;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** Which lines the log keeps, what they tell and to whom: none is lost, and none says too much. */
@RetzefIT
class AuditLinesIT {

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;
  private AuditedDesks desks;

  @BeforeEach
  void desks() {
    desks = new AuditedDesks(http);
  }

  @Test
  void keepsALineOfEveryReadAndChangeAllowedOrRefused() {
    Desk worker = desks.deskOf("family-social-worker");
    Desk stranger =
        Desk.of(http, AuditedDesks.newSubject(), Desk.OTHER_DEPARTMENT, "family-social-worker");
    Desk companion = desks.deskOf("family-companion");
    String family = worker.registersOthers();
    worker.get("/families/" + family).expectStatus().isOk();
    worker.enrols(family).expectStatus().isCreated();
    worker.enrols(family).expectStatus().isEqualTo(409);
    stranger.get("/families/" + family).expectStatus().isNotFound();
    companion.enrols(family).expectStatus().isForbidden();

    List<JsonNode> lines = desks.linesOf("familyId=" + family);
    assertThat(lines)
        .extracting(line -> line.get("status").asInt())
        .containsExactly(201, 200, 201, 409, 404, 403);
    assertThat(lines)
        .extracting(line -> line.get("actor").asString())
        .containsExactly(
            worker.subject(),
            worker.subject(),
            worker.subject(),
            worker.subject(),
            stranger.subject(),
            companion.subject());
    assertThat(lines.get(1).get("route").asString()).isEqualTo("/api/v1/families/{id}");
    assertThat(lines.get(1).get("roles").get(0).asString()).isEqualTo("family-social-worker");
    assertThat(lines.get(4).get("unit").asString()).isEqualTo(Desk.OTHER_DEPARTMENT);
  }

  @Test
  void namesTheFamilyOfAnAnswerThatIsRepeatedOutOfMemoryAsOfTheFirst() {
    String subject = AuditedDesks.newSubject();
    Api worker = new Api(http, TestTokens.token(subject, Desk.DEPARTMENT, "family-social-worker"));
    String family = worker.postWithKey("/families", subject, Requests.family()).text("id");
    String reason = "{\"familyId\": \"%s\", \"reason\": \"סכנה\"}".formatted(family);
    for (int i = 0; i < 2; i++) {
      worker.postWithKey("/families", subject, Requests.family());
      worker.postWithKey("/emergency-access", "emergency-" + subject, reason);
    }
    assertThat(desks.linesOf("actor=" + subject + "&familyId=" + family))
        .extracting(line -> line.get("route").asString())
        .containsExactly(
            "/api/v1/families",
            "/api/v1/families",
            "/api/v1/emergency-access",
            "/api/v1/families",
            "/api/v1/emergency-access");
  }

  @Test
  void writesDownWhomAListShowedButNotWhatWasSearchedFor() {
    Desk worker = desks.deskOf("family-social-worker");
    String family = worker.registers();
    List<String> shown =
        worker
            .read("/families?query=אלדוגמה")
            .get("items")
            .valueStream()
            .map(one -> one.get("id").asString())
            .toList();
    worker.get("/families/123456782").expectStatus().isBadRequest();
    List<JsonNode> lines = desks.linesOf("actor=" + worker.subject());
    assertThat(lines).hasSize(3);
    assertThat(lines.get(1).get("families").valueStream().map(JsonNode::asString))
        .isNotEmpty()
        .containsExactlyInAnyOrderElementsOf(shown);
    String everything =
        database
            .sql("select string_agg(line::text, ' ') as dump from audit_line line")
            .mapValue(String.class)
            .one()
            .block();
    assertThat(everything).contains(family).doesNotContain("אלדוגמה", "123456782", "%D7", "query=");
  }

  @Test
  void refusesAnIdInAnotherSpellingOrNamesTheFamily() {
    Desk worker = desks.deskOf("family-social-worker");
    String family = worker.registers();
    String encoded = "%%%02X".formatted((int) family.charAt(0)) + family.substring(1);
    for (String route : List.of("", "/timeline", "/contacts")) {
      status(worker, family.substring(1) + route, 400);
      status(worker, "%20" + family + route, 400);
      status(worker, encoded + route, 200);
    }
    assertThat(desks.linesOf("familyId=" + family + "&actor=" + worker.subject())).hasSize(4);
  }

  /** The address goes as it is: encoded already. */
  private void status(Desk desk, String address, int expected) {
    http.get()
        .uri(uri -> java.net.URI.create(uri.build() + "/api/v1/families/" + address))
        .headers(
            headers ->
                headers.setBearerAuth(
                    TestTokens.token(desk.subject(), Desk.DEPARTMENT, "family-social-worker")))
        .exchange()
        .expectStatus()
        .isEqualTo(expected);
  }

  @Test
  void namesBothFamiliesOfAMergerAndTheOneThatAMergedFamilyIsNow() {
    Desk head = desks.deskOf("department-head");
    Desk worker = desks.deskOf("family-social-worker");
    String survivor = worker.registers();
    String merged = worker.registers();
    String merger =
        Answers.id(
            head.post(
                "/families/merges",
                """
                {"survivorId": "%s", "mergedId": "%s", "mergedVersion": 1,
                 "reasonCode": "REGISTERED_TWICE"}
                """
                    .formatted(survivor, merged),
                "\"1\""));
    for (String family : List.of(survivor, merged)) {
      assertNamed(head, "/families/merges?familyId=" + merged, family);
      assertNamed(head, "/families/merges/" + merger, family);
    }
    worker.get("/families/" + merged).expectStatus().is4xxClientError();
    assertThat(desks.linesOf("actor=" + worker.subject()).getLast().get("families").toString())
        .contains(survivor, merged);
  }

  private void assertNamed(Desk desk, String path, String family) {
    assertThat(desk.read(path).toString()).as(path).contains(family);
    JsonNode line = desks.linesOf("actor=" + desk.subject()).getLast();
    assertThat(line.get("families").toString()).as(path).contains(family);
  }

  @Test
  void commitsTheLineOfAChangeInTheTransactionOfTheChange() {
    Desk head = desks.deskOf("department-head");
    String family = desks.deskOf("family-social-worker").registers();
    Answers.id(
        head.post(
            "/families/" + family + "/assignments",
            "{\"worker\":\"somebody\",\"fieldRole\":\"MENTOR\"}"));
    Boolean same =
        database
            .sql(
                """
                select exists (select from assignment, audit_line
                         where family_id = :family::uuid and actor = :actor
                           and audit_line.xmin = assignment.xmin) as same
                """)
            .bind("family", family)
            .bind("actor", head.subject())
            .mapValue(Boolean.class)
            .one()
            .block();
    assertThat(same).isTrue();
  }

  @Test
  void writesTheLineOfARegistrationByTheStatementThatWritesTheFamily() {
    String family = desks.deskOf("family-social-worker").registers();
    Boolean same =
        database
            .sql(
                """
                select exists (select from family, audit_line
                         where family.id = :family::uuid and families = array[:family::uuid]
                           and audit_line.xmin = family.xmin)
                """)
            .bind("family", family)
            .mapValue(Boolean.class)
            .one()
            .block();
    assertThat(same).isTrue();
  }

  @Test
  void answersNothingAndChangesNothingWhereTheLineCannotBeWritten() {
    Desk worker = desks.deskOf("family-social-worker");
    String family = worker.registers();
    sql(
        "alter table audit_line add constraint full_disk check (actor <> '%s') not valid"
            .formatted(worker.subject()));
    try {
      String answer =
          new String(
              worker
                  .get("/families/" + family)
                  .expectStatus()
                  .is5xxServerError()
                  .expectBody()
                  .returnResult()
                  .getResponseBody());
      assertThat(answer).doesNotContain("members", "+97250");
      worker.enrols(family).expectStatus().is5xxServerError();
    } finally {
      sql("alter table audit_line drop constraint full_disk");
    }
    assertThat(worker.read("/families/" + family + "/enrolments").get("items")).isEmpty();
  }

  @Test
  void losesNoLineOfFiftyMixedRequestsAtOnce() throws Exception {
    Desk worker = desks.deskOf("family-social-worker");
    String family = worker.registers();
    try (var threads = Executors.newFixedThreadPool(8)) { // fewer than there are connections
      CompletableFuture<Void> start = new CompletableFuture<>();
      List<Future<?>> requests = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        int number = i;
        requests.add(
            threads.submit(
                () -> {
                  start.join();
                  request(worker, family, number);
                }));
      }
      start.complete(null);
      for (Future<?> request : requests) {
        request.get();
      }
    }
    List<JsonNode> lines = desks.linesOf("actor=" + worker.subject());
    assertThat(lines).hasSize(51);
    assertThat(lines.stream().filter(line -> line.get("method").asString().equals("POST")))
        .hasSize(26);
  }

  private void request(Desk worker, String family, int number) {
    if (number % 2 == 0) {
      worker.registers();
    } else {
      worker
          .get("/families/" + (number % 4 == 1 ? family : UUID.randomUUID().toString()))
          .expectBody()
          .returnResult();
    }
  }

  @Test
  void showsTheLogToAuditorsAloneAndToThemNothingElse() {
    for (String role : new String[] {"department-head", "national-manager", "supervisor"}) {
      desks.deskOf(role).get("/audit").expectStatus().isForbidden();
      desks.deskOf(role).get("/audit/verification").expectStatus().isForbidden();
    }
    desks.auditor().get("/families").expectStatus().isForbidden();
    desks.auditor().get("/units").expectStatus().isForbidden();
    assertThat(
            Desk.of(http, "auditor-2", "IL.HAIFA_NORTH", "auditor")
                .read("/audit?actor=" + desks.deskThatRead().subject())
                .get("items"))
        .isEmpty();
    assertThat(Answers.faults(desks.auditor().get("/audit?cursor=AAAA")))
        .containsExactly("cursor cursor-invalid");
  }

  private void sql(String statement) {
    database.sql(statement).then().block();
  }
}
