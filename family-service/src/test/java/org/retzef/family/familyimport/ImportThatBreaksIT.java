package org.retzef.family.familyimport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.family.FamilyDesk;
import org.retzef.family.registration.Requests;
import org.retzef.platform.testing.RetzefIT;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** What breaks while a file is loaded, and who is told of it. */
@RetzefIT
class ImportThatBreaksIT {

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;
  private FamilyDesk desk;
  private ImportFiles files;

  @BeforeEach
  void openDesk() {
    desk = FamilyDesk.ofWorker(http);
    files = new ImportFiles(desk);
  }

  /** What a kill -9 does to a batch: its connection is gone in the middle of a transaction. */
  @Test
  void loadsEveryRowOnceThoughItsConnectionsBreakAgainAndAgain() {
    long before = families();
    int count = 4_000;
    String file =
        IntStream.range(0, count).mapToObj(i -> files.line("k" + i)).collect(Collectors.joining());
    String id = desk.upload("", "application/x-ndjson", file).expect(202).text("id");
    int[] broken = {0};
    await()
        .atMost(Duration.ofMinutes(4))
        .pollInterval(Duration.ofMillis(60))
        .ignoreExceptions()
        .until(
            () -> {
              if (broken[0] < 12) {
                broken[0] += (int) number(BREAK_A_LOAD);
              }
              return number(
                      "select count(*) from family_import where id = '"
                          + id
                          + "' and state = 'DONE'")
                  == 1;
            });
    assertThat(broken[0]).as("loads that were broken off").isPositive();
    assertThat(families()).isEqualTo(before + count);
    assertThat(registrationsTold()).isEqualTo(families());
    assertThat(number("select count(*) from family_import_batch")).isZero();
    assertThat(number("select count(*) from family_import where wrapped_key is not null")).isZero();
    assertThat(desk.get("family-imports/" + id).expect(200).body().get("loaded").asInt())
        .isEqualTo(count);
    assertThat(number(NAMED.formatted("count(family)", id))).isEqualTo(count);
    assertThat(number(NAMED.formatted("count(distinct family)", id))).isEqualTo(count);
  }

  /** What the lines of an import name. */
  private static final String NAMED =
      """
      select %s from audit_line, unnest(families) as family
       where route = '/api/v1/family-imports' and object = '%s'
      """;

  @Test
  void tellsTheAuditorOfAFamilyWhoHadItLoaded() {
    String id =
        desk.upload("", "application/x-ndjson", files.line("1") + files.line("2"))
            .expect(202)
            .text("id");
    files.awaitDone(id);
    FamilyDesk auditor = FamilyDesk.of(http, "IL", "auditor");
    List<String> families =
        database
            .sql("select unnest(families)::text from audit_line where object = :id")
            .bind("id", id)
            .mapValue(String.class)
            .all()
            .collectList()
            .block();
    assertThat(families).hasSize(2);
    JsonNode line =
        auditor.get("audit?familyId=" + families.getFirst()).expect(200).body().at("/items/0");
    assertThat(line.get("actor").asString()).isEqualTo("user-family-social-worker");
    assertThat(line.get("roles").toString()).isEqualTo("[\"family-social-worker\"]");
    assertThat(line.get("unit").asString()).isEqualTo(Requests.DEPARTMENT);
    assertThat(line.get("method").asString()).isEqualTo("POST");
    assertThat(line.get("route").asString()).isEqualTo("/api/v1/family-imports");
    assertThat(line.get("object").asString()).isEqualTo(id);
    assertThat(line.get("status").asInt()).isEqualTo(201);
    assertThat(auditor.get("audit/verification").expect(200).body().get("intact").asBoolean())
        .isTrue();
  }

  private static final String BREAK_A_LOAD =
      """
      select count(*) filter (where pg_terminate_backend(pid)) from pg_stat_activity
       where datname = current_database() and pid <> pg_backend_pid()
         and pid in (select pid from pg_locks
                      where relation = 'family_import_batch'::regclass and mode = 'RowExclusiveLock')
      """;

  @Test
  void givesUpABatchThatKeepsFailingAndLoadsItWhenItIsSentAgain() {
    database.sql(REFUSE_ALL).then().block();
    String file = files.line("1") + files.line("2");
    String id = desk.upload("", "application/x-ndjson", file).expect(202).text("id");
    JsonNode failed =
        await()
            .atMost(Duration.ofSeconds(30))
            .until(
                () -> {
                  database.sql("update family_import_batch set not_before = now()").then().block();
                  return desk.get("family-imports/" + id).expect(200).body();
                },
                found -> found.get("state").asString().equals("FAILED"));
    assertThat(failed.get("loaded").asInt()).isZero();
    assertThat(failed.get("faulty").asInt()).isEqualTo(2);
    assertThat(ImportFiles.faults(failed))
        .containsExactly("1 : family-not-loaded", "2 : family-not-loaded");
    assertThat(number("select count(*) from family_import_batch")).isZero();

    database.sql("drop trigger refuse_all on imported_family").then().block();
    String again = desk.upload("", "application/x-ndjson", file).expect(202).text("id");
    assertThat(again).isNotEqualTo(id);
    assertThat(files.awaitDone(again).get("loaded").asInt()).isEqualTo(2);
  }

  /** Stands for a fault of our own that lets a good file fail. */
  private static final String REFUSE_ALL =
      """
      create or replace function refuse() returns trigger language plpgsql as
        $$ begin raise exception 'no' using errcode = 'check_violation'; end $$;
      create trigger refuse_all before insert on imported_family
        for each statement execute function refuse()
      """;

  private long families() {
    return number("select count(*) from family");
  }

  private long registrationsTold() {
    return number("select count(*) from outbox where type = 'org.retzef.family.registered.v1'");
  }

  private long number(String sql) {
    return database.sql(sql).map(row -> row.get(0, Long.class)).one().block();
  }
}
