package org.retzef.family.centre;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.family.Api;
import org.retzef.platform.testing.RetzefIT;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;

/**
 * Files of service users that come again, all at once, or are broken off: everybody is taken once.
 */
@RetzefIT
class ServiceUserImportFailuresIT {

  private static final Executor AT_ONCE = Thread::startVirtualThread;

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;
  private OtzmaCentres centres;
  private PeopleFiles files;

  @BeforeEach
  void centres() {
    centres = new OtzmaCentres(http);
    files = new PeopleFiles(centres, database);
  }

  @Test
  void answersAKeyOnceAndRefusesItForAnotherOrder() {
    String centre = centres.newUnit(centres.newDepartment("D163") + ".C1");
    String file = PeopleFiles.rows(3) + "{]\n";
    Api.Answer first = files.upload(centre, file, "refused-once");
    assertThat(PeopleFiles.state(first)).isEqualTo("REFUSED");
    Api.Answer again = files.upload(centre, file, "refused-once");
    assertThat(again.text("id")).isEqualTo(first.text("id"));
    assertThat(again.headers().getFirst("Idempotency-Replayed")).isEqualTo("true");
    assertThat(files.uploadWith(centre, "?onError=SKIP", file, "refused-once").status())
        .isEqualTo(422);
  }

  /** The same good file, fifty times at once: everybody stands in it once in the end. */
  @Test
  void takesAFileOnceThatComesFiftyTimesAtOnce() {
    String centre = centres.newUnit(centres.newDepartment("D164") + ".C1");
    String file = PeopleFiles.rows(5);
    List<Api.Answer> answers =
        IntStream.range(0, 50)
            .mapToObj(
                i ->
                    CompletableFuture.supplyAsync(
                        () -> files.upload(centres.worker(centre), centre, "", file), AT_ONCE))
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .toList();
    assertThat(answers).allMatch(answer -> answer.status() == 202);
    int done = 0;
    for (Api.Answer answer : answers) {
      Api.Answer ended = files.awaitEnded(centre, answer);
      assertThat(PeopleFiles.state(ended)).isEqualTo("DONE");
      done += ended.body().get("done").asInt();
    }
    assertThat(done).isEqualTo(5);
    assertThat(centres.unitFigure(centre, "serviceUsers")).isEqualTo(5);
  }

  private static final String BREAK_A_PORTION =
      """
      select count(*) filter (where pg_terminate_backend(pid)) from pg_stat_activity
       where datname = current_database() and pid <> pg_backend_pid()
         and pid in (select pid from pg_locks
                      where relation = 'row_import_portion'::regclass
                        and mode = 'RowExclusiveLock')
      """;

  /** What a kill -9 does to rows: their connection is gone in the middle of a transaction. */
  @Test
  void takesEveryRowOnceThoughItsConnectionsBreakAgainAndAgain() {
    String centre = centres.newUnit(centres.newDepartment("D57") + ".C1");
    int count = 3_000;
    String file = PeopleFiles.rows(count);
    var sent = CompletableFuture.runAsync(() -> files.upload(centre, file, "broken-off"));
    int[] broken = {0};
    await()
        .atMost(Duration.ofMinutes(1))
        .pollInterval(Duration.ofMillis(40))
        .ignoreExceptions()
        .until(
            () -> {
              broken[0] += broken[0] < 6 ? (int) files.number(BREAK_A_PORTION) : 0;
              return sent.isDone() || broken[0] >= 6;
            });
    Api.Answer answered =
        await()
            .atMost(Duration.ofMinutes(1))
            .ignoreExceptions()
            .until(() -> files.upload(centre, file, "broken-off"), again -> again.status() == 202);
    Api.Answer ended = files.awaitEnded(centre, answered);
    assertThat(broken[0]).as("portions that were broken off").isPositive();
    assertThat(PeopleFiles.counts(ended)).isEqualTo(count + " 0 0");
    assertThat(centres.unitFigure(centre, "serviceUsers")).isEqualTo(count);
    files.assertNothingWaits();
  }

  @Test
  void goesOnByItselfWithWhatFailedAndGivesUpWhatKeepsFailing() {
    String centre = centres.newUnit(centres.newDepartment("D58") + ".C1");
    database.sql(REFUSE_ALL).then().block();
    try {
      Api.Answer first = files.upload(centre, PeopleFiles.rows(300), "fails-once");
      assertThat(first.status()).isEqualTo(202);
      assertThat(first.body().get("ended").asBoolean()).isFalse();
      assertThat(PeopleFiles.state(first)).isEqualTo("LOADING");
      assertThat(files.number("select count(*) from row_import_portion")).isEqualTo(3);
      for (String table : List.of("row_import", "row_import_portion")) {
        assertThat(
                files.number(
                    "select count(*) from " + table + " as t where t::text like '%כושלת%'"))
            .as("readable in " + table)
            .isZero();
      }
      database.sql(REFUSE_NONE).then().block();
      assertThat(PeopleFiles.counts(files.awaitEnded(centre, first))).isEqualTo("300 0 0");
      assertThat(
              files
                  .upload(centre, PeopleFiles.rows(300), "fails-once")
                  .headers()
                  .getFirst("Idempotency-Replayed"))
          .isEqualTo("true");

      database.sql(REFUSE_ALL).then().block();
      Api.Answer second =
          files.upload(centre, PeopleFiles.rows(300).replace("row-", "other-"), "fails-always");
      Api.Answer ended =
          await()
              .atMost(Duration.ofSeconds(30))
              .until(
                  () -> {
                    database.sql("update row_import_portion set not_before = now()").then().block();
                    return files.shown(centre, second);
                  },
                  found -> found.body().get("ended").asBoolean());
      assertThat(PeopleFiles.counts(ended)).isEqualTo("0 0 300");
      assertThat(ended.body().get("faults")).hasSize(300);
      assertThat(PeopleFiles.state(ended)).isEqualTo("FAILED");
      assertThat(ended.body().at("/faults/0/code").asString()).isEqualTo("row-not-taken");
      files.assertNothingWaits();
    } finally {
      database.sql(REFUSE_NONE).then().block();
    }
  }

  /** Stands for a fault of our own that lets a good file fail. */
  private static final String REFUSE_ALL =
      """
      create or replace function refuse_rows() returns trigger language plpgsql as
        $$ begin raise exception 'no' using errcode = 'check_violation'; end $$;
      create or replace trigger refuse_rows before insert on imported_service_user
        for each statement execute function refuse_rows()
      """;

  private static final String REFUSE_NONE =
      "drop trigger if exists refuse_rows on imported_service_user";
}
