package org.retzef.family.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.r2dbc.spi.Connection;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.retzef.family.Desk;
import org.retzef.platform.testing.RetzefIT;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

@RetzefIT
class AuditIT {

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;
  @Autowired private AuditChain chain;

  @Test
  void keepsALineOfEveryReadAndChangeAllowedOrRefused() {
    Desk worker = deskOf("family-social-worker");
    Desk stranger = Desk.of(http, subject(), Desk.OTHER_DEPARTMENT, "family-social-worker");
    Desk companion = deskOf("family-companion");
    String family = worker.registers();
    worker.get("/families/" + family).expectStatus().isOk();
    worker.enrols(family).expectStatus().isCreated();
    worker.enrols(family).expectStatus().isEqualTo(409);
    stranger.get("/families/" + family).expectStatus().isNotFound();
    companion.enrols(family).expectStatus().isForbidden();

    List<JsonNode> lines = linesOf("familyId=" + family);
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
  void writesDownWhomAListShowedButNotWhatWasSearchedFor() {
    Desk worker = deskOf("family-social-worker");
    String family = worker.registers();
    worker.read("/families?query=אלדוגמה");
    worker.get("/families/123456782").expectStatus().isBadRequest();
    List<JsonNode> lines = linesOf("actor=" + worker.subject());
    assertThat(lines).hasSize(3);
    assertThat(lines.get(1).get("families").toString()).contains(family);
    String everything =
        database
            .sql("select string_agg(line::text, ' ') as dump from audit_line line")
            .mapValue(String.class)
            .one()
            .block();
    assertThat(everything).contains(family).doesNotContain("אלדוגמה", "123456782", "%D7", "query=");
  }

  @Test
  void namesBothFamiliesOfAMergerAndTheOneThatAMergedFamilyIsNow() {
    Desk head = deskOf("department-head");
    Desk worker = deskOf("family-social-worker");
    String survivor = worker.registers();
    String merged = worker.registers();
    String merger =
        Desk.id(
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
    assertThat(linesOf("actor=" + worker.subject()).getLast().get("families").toString())
        .contains(survivor, merged);
  }

  private void assertNamed(Desk desk, String path, String family) {
    assertThat(desk.read(path).toString()).as(path).contains(family);
    JsonNode line = linesOf("actor=" + desk.subject()).getLast();
    assertThat(line.get("families").toString()).as(path).contains(family);
  }

  @Test
  void commitsTheLineOfAChangeInTheTransactionOfTheChange() {
    Desk head = deskOf("department-head");
    String family = deskOf("family-social-worker").registers();
    Desk.id(
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
    String family = deskOf("family-social-worker").registers();
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
    Desk worker = deskOf("family-social-worker");
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
    Desk worker = deskOf("family-social-worker");
    String family = worker.registers();
    try (var threads = Executors.newFixedThreadPool(50)) {
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
    List<JsonNode> lines = linesOf("actor=" + worker.subject());
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
      deskOf(role).get("/audit").expectStatus().isForbidden();
      deskOf(role).get("/audit/verification").expectStatus().isForbidden();
    }
    auditor().get("/families").expectStatus().isForbidden();
    auditor().get("/units").expectStatus().isForbidden();
    assertThat(
            Desk.of(http, "auditor-2", "IL.HAIFA_NORTH", "auditor")
                .read("/audit?actor=" + deskThatRead().subject())
                .get("items"))
        .isEmpty();
    assertThat(Desk.faults(auditor().get("/audit?cursor=AAAA")))
        .containsExactly("cursor cursor-invalid");
  }

  private Desk deskThatRead() {
    Desk worker = deskOf("family-social-worker");
    worker.read("/families?limit=1");
    return worker;
  }

  @Test
  void refusesToChangeOrDeleteOrEmptyWhatIsWritten() {
    deskThatRead();
    seal();
    for (String change :
        List.of(
            "update audit_line set actor = 'nobody'",
            "update audit_line set position = 1, hash = '\\x00', status = 200",
            "delete from audit_line",
            "truncate audit_line",
            "truncate " + partition(),
            "update audit_seal set lines = 0",
            "delete from audit_seal",
            "truncate audit_stub")) {
      assertThat(database.sql(change).then().materialize().block().getThrowable())
          .as(change)
          .hasMessageContaining("stays as it is");
    }
  }

  @Test
  void namesTheFirstPlaceThatTheDatabasesOwnerTamperedWith() {
    deskThatRead();
    deskThatRead();
    deskThatRead();
    seal();
    assertThat(broken()).isNull();
    Connection sealer = holdBackSealing();
    sql("create table kept as select * from audit_line");
    switchTriggers("disable");
    try {
      long place = Math.max(2, lastPosition() - 2);
      sql("update audit_line set actor = 'nobody' where position = " + place);
      assertBroken(place, "CHANGED");
      restore();
      sql("delete from audit_line where position = " + place);
      assertBroken(place, "MISSING");
      restore();
      sql(
          "update audit_line set position = %d - position where position in (%d, %d)"
              .formatted(2 * place + 1, place, place + 1));
      assertBroken(place, "CHANGED");
      restore();
      sql("delete from audit_line where position = (select max(position) from audit_seal)");
      assertThat(broken().get("fault").asString()).isEqualTo("MISSING");
      restore();
      sql("truncate audit_line");
      assertBroken(1, "MISSING");
      restore();
      assertThat(broken()).isNull();
    } finally {
      switchTriggers("enable");
      sql("drop table kept");
      letSealingGoOn(sealer);
    }
  }

  /** A line that is sealed while it is kept would lose its place when it is put back. */
  private Connection holdBackSealing() {
    Connection sealer =
        Objects.requireNonNull(Mono.from(database.getConnectionFactory().create()).block());
    run(sealer, "select pg_advisory_lock(hashtext('audit sealing'))");
    return sealer;
  }

  private static void letSealingGoOn(Connection sealer) {
    run(sealer, "select pg_advisory_unlock(hashtext('audit sealing'))");
    Mono.from(sealer.close()).block();
  }

  private static void run(Connection connection, String sql) {
    Flux.from(connection.createStatement(sql).execute())
        .flatMap(result -> result.map(row -> 1))
        .blockLast();
  }

  /** Of the whole table and of each month. */
  private void switchTriggers(String state) {
    sql(
        """
        do $$ declare one regclass; begin
          for one in select 'audit_line'::regclass union all
                     select inhrelid::regclass from pg_inherits where inhparent = 'audit_line'::regclass
          loop execute format('alter table %%s %s trigger user', one); end loop;
        end $$
        """
            .formatted(state));
  }

  /** Puts back what was kept; what was written meanwhile, by the verification itself, stays. */
  private void restore() {
    sql("delete from audit_line where id in (select id from kept)");
    sql("insert into audit_line overriding system value select * from kept");
  }

  private void assertBroken(long position, String fault) {
    JsonNode broken = broken();
    assertThat(broken.get("position").asLong()).isEqualTo(position);
    assertThat(broken.get("fault").asString()).isEqualTo(fault);
  }

  private JsonNode broken() {
    JsonNode found = auditor().read("/audit/verification");
    JsonNode broken = found.get("broken");
    assertThat(found.get("intact").asBoolean()).isEqualTo(broken == null || broken.isNull());
    return broken == null || broken.isNull() ? null : broken;
  }

  @Test
  void sealsOneChainThoughSeveralCopiesSealAtOnce() {
    IntStream.range(0, 20).forEach(i -> deskThatRead());
    IntStream.range(0, 8).parallel().forEach(i -> chain.sealWhatWaits());
    seal();
    assertThat(broken()).isNull();
    Boolean gapless =
        database
            .sql(
                """
                select count(position) = max(position) and count(distinct position) = max(position)
                  from (select position from audit_line union all
                        select position from audit_stub) as link
                 where position is not null
                """)
            .mapValue(Boolean.class)
            .one()
            .block();
    assertThat(gapless).isTrue();
  }

  @Test
  void forgetsAMonthOnlyAfterTwoYearsAndTheChainStillHolds() {
    sql(
        """
        create table audit_line_202401 partition of audit_line
          for values from ('2024-01-01 00:00+00') to ('2024-02-01 00:00+00')
        """);
    for (int day = 1; day <= 3; day++) {
      sql(
          """
          insert into audit_line (at, actor, roles, unit, method, route, families, status)
          values ('2024-01-0%d 10:00+00', 'old', '{}', 'IL', 'GET', '/', '{}', 200)
          """
              .formatted(day));
    }
    assertThat(forget("2024-01-01")).contains("not sealed");
    seal();
    String thisMonth = LocalDate.now(ZoneOffset.UTC).withDayOfMonth(1) + "";
    assertThat(forget(thisMonth)).contains("24 months");
    assertThat(forget("2024-01-02")).contains("first day");
    assertThat(forget("2024-01-01")).isEmpty();
    assertThat(linesOf("actor=old")).isEmpty();
    assertThat(broken()).isNull();
  }

  /** The refusal's words, empty if it was done. */
  private String forget(String month) {
    Throwable refused =
        database
            .sql("select forget_audit_month('" + month + "')")
            .then()
            .materialize()
            .block()
            .getThrowable();
    return refused == null ? "" : refused.getMessage();
  }

  private void seal() {
    await()
        .until(
            () -> {
              chain.sealWhatWaits();
              return database
                  .sql("select not exists (select from audit_line where position is null)")
                  .mapValue(Boolean.class)
                  .one()
                  .block();
            });
  }

  private long lastPosition() {
    return database.sql("select max(position) from audit_seal").mapValue(Long.class).one().block();
  }

  private static String partition() {
    return "audit_line_"
        + DateTimeFormatter.ofPattern("yyyyMM").format(LocalDate.now(ZoneOffset.UTC));
  }

  private void sql(String statement) {
    database.sql(statement).then().block();
  }

  private List<JsonNode> linesOf(String query) {
    JsonNode items = auditor().read("/audit?limit=200&" + query).get("items");
    return StreamSupport.stream(items.spliterator(), false).toList();
  }

  private Desk auditor() {
    return Desk.of(http, "auditor-1", "IL", "auditor");
  }

  private Desk deskOf(String role) {
    return Desk.of(http, subject(), Desk.DEPARTMENT, role);
  }

  private static String subject() {
    return "audited-" + UUID.randomUUID();
  }
}
