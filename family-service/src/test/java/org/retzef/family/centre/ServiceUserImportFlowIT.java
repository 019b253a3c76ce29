package org.retzef.family.centre;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.retzef.family.centre.OtzmaCentres.person;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.family.Api;
import org.retzef.platform.testing.RetzefIT;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** Service users who come to a centre in a file. */
@RetzefIT
class ServiceUserImportFlowIT {

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;
  private OtzmaCentres centres;

  @BeforeEach
  void centres() {
    centres = new OtzmaCentres(http);
  }

  @Test
  void takesAFileOfPeopleInOnceHoweverOftenItComes() {
    String department = centres.newDepartment("D50");
    String first = centres.newUnit(department + ".C1");
    String second = centres.newUnit(department + ".C2");
    String known =
        centres
            .worker(first)
            .post("/centres/" + first + "/service-users", person("ידועה", "000000034"))
            .text("id");
    String file =
        row("1", "אחת", null)
            + row("2", "ידועה", "000000034")
            + row("1", "אחת", null)
            + row("3", "שתיים", "000000034").replace("2026-01-15", "2026-02-15")
            + row("4", "שלוש", null).replace("1970-01-02", "2999-01-01")
            + row("5", "ארבע", null).replace("2026-01-15", "2019-12-31")
            + "{]\n"
            + row("6", "חמש", null).replace("1970-01-02", "2026-01-16");
    Api.Answer checked = upload(centres.worker(second), second, "?dryRun=true&onError=SKIP", file);
    assertThat(counts(checked)).isEqualTo("2 1 5");
    assertThat(state(checked)).isEqualTo("CHECKED");
    assertThat(centres.unitFigure(second, "serviceUsers")).isZero();
    Api.Answer done = upload(centres.worker(second), second, "?onError=SKIP", file);
    assertThat(done.status()).isEqualTo(202);
    assertThat(counts(done)).isEqualTo("2 1 5");
    assertThat(state(done)).isEqualTo("DONE");
    assertThat(done.body().get("rows").asInt()).isEqualTo(8);
    assertThat(faults(done))
        .containsExactly(
            "4 joinedOn in-centre-already",
            "5 birthDate date-in-future",
            "6 joinedOn unit-closed",
            "7  body-malformed",
            "8 birthDate born-after-joining");
    assertThat(done.body().at("/faults/3/message").asString()).isEqualTo("השורה אינה JSON תקין.");
    assertThat(counts(upload(centres.worker(second), second, "?onError=SKIP", file)))
        .isEqualTo("0 3 5");
    assertThat(centres.unitFigure(second, "serviceUsers"))
        .as("one counts where she was")
        .isEqualTo(1);
    assertThat(centres.unitFigure(department, "serviceUsers")).isEqualTo(2);
    assertThat(told(known)).isEqualTo(2);
    Api.Answer shown =
        centres.worker(second).get(done.headers().getLocation().toString().replace("/api/v1", ""));
    assertThat(counts(shown)).isEqualTo("2 1 5");
    Api other = centres.worker(first);
    assertThat(upload(other, second, "", file).status()).isEqualTo(404);
    assertThat(other.get("/centres/" + first + "/service-users/imports/" + done.text("id")).code())
        .isEqualTo("import-not-found");
  }

  @Test
  void ofABrokenRowSevenTellsRowSevenAndTakesTheRestOnlyIfToldSo() {
    String centre = centres.newUnit(centres.newDepartment("D161") + ".C1");
    String file = rows(6) + row("7", "שבע", null).replace("1970-01-02", "1970-02-30") + rows(7);
    for (String query : List.of("", "?onError=REFUSE", "?dryRun=true")) {
      Api.Answer refused = upload(centres.worker(centre), centre, query, file);
      assertThat(refused.status()).isEqualTo(202);
      assertThat(state(refused)).isEqualTo(query.contains("dryRun") ? "CHECKED" : "REFUSED");
      assertThat(refused.text("onError")).isEqualTo("REFUSE");
      assertThat(refused.body().get("ended").asBoolean()).isTrue();
      assertThat(counts(refused)).as("six keys stand in it twice").isEqualTo("0 0 7");
      assertThat(refused.body().get("rows").asInt()).isEqualTo(14);
      assertThat(faults(refused))
          .startsWith("7 birthDate date-invalid", "8 rowKey row-key-repeated")
          .hasSize(7);
      assertThat(refused.body().at("/faults/1/message").asString())
          .isEqualTo("המפתח של השורה מופיע בקובץ יותר מפעם אחת.");
    }
    assertThat(centres.unitFigure(centre, "serviceUsers")).isZero();
    assertNothingWaits();
    Api.Answer skipped = upload(centres.worker(centre), centre, "?onError=SKIP", file);
    assertThat(counts(skipped)).isEqualTo("7 6 1");
    assertThat(centres.unitFigure(centre, "serviceUsers")).isEqualTo(7);
    assertThat(upload(centres.worker(centre), centre, "?onError=MAYBE", file).faults())
        .isEqualTo("[onError value-invalid]");
  }

  /** What stands in a row's way in the centre is found before anything is taken, too. */
  @Test
  void refusesAFileOfWhichSomebodyIsInTheCentreAlreadyOrComesTwice() {
    String centre = centres.newUnit(centres.newDepartment("D162") + ".C1");
    String file =
        row("1", "אחת", "000000059")
            + row("2", "שתיים", null)
            + row("3", "אחת", "000000059").replace("2026-01-15", "2026-02-15");
    Api.Answer refused = upload(centres.worker(centre), centre, "", file);
    assertThat(state(refused)).isEqualTo("REFUSED");
    assertThat(faults(refused)).containsExactly("3 joinedOn in-centre-already");
    assertThat(centres.unitFigure(centre, "serviceUsers")).isZero();
    Api.Answer taken = upload(centres.worker(centre), centre, "?onError=SKIP", file);
    assertThat(counts(taken)).isEqualTo("2 0 1");
    Api.Answer again = upload(centres.worker(centre), centre, "", file);
    assertThat(state(again)).as("row 3 was not taken, and cannot be").isEqualTo("REFUSED");
    String same = row("1", "אחת", "000000059") + row("2", "שתיים", null);
    assertThat(counts(upload(centres.worker(centre), centre, "", same))).isEqualTo("0 2 0");
  }

  @Test
  void answersAKeyOnceAndRefusesItForAnotherOrder() {
    String centre = centres.newUnit(centres.newDepartment("D163") + ".C1");
    String file = rows(3) + "{]\n";
    Api.Answer first = upload(centre, file, "refused-once");
    assertThat(state(first)).isEqualTo("REFUSED");
    Api.Answer again = upload(centre, file, "refused-once");
    assertThat(again.text("id")).isEqualTo(first.text("id"));
    assertThat(again.headers().getFirst("Idempotency-Replayed")).isEqualTo("true");
    assertThat(uploadWith(centre, "?onError=SKIP", file, "refused-once").status()).isEqualTo(422);
  }

  /** The same good file, fifty times at once: everybody stands in it once in the end. */
  @Test
  void takesAFileOnceThatComesFiftyTimesAtOnce() {
    String centre = centres.newUnit(centres.newDepartment("D164") + ".C1");
    String file = rows(5);
    List<Api.Answer> answers =
        IntStream.range(0, 50)
            .mapToObj(
                i ->
                    CompletableFuture.supplyAsync(
                        () -> upload(centres.worker(centre), centre, "", file), AT_ONCE))
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .toList();
    assertThat(answers).allMatch(answer -> answer.status() == 202);
    int done = 0;
    for (Api.Answer answer : answers) {
      Api.Answer ended = awaitEnded(centre, answer);
      assertThat(state(ended)).isEqualTo("DONE");
      done += ended.body().get("done").asInt();
    }
    assertThat(done).isEqualTo(5);
    assertThat(centres.unitFigure(centre, "serviceUsers")).isEqualTo(5);
  }

  private static final Executor AT_ONCE = Thread::startVirtualThread;

  private static String state(Api.Answer told) {
    return told.text("state");
  }

  @Test
  void takesAFileOfCsvAsOneOfNdjson() {
    String centre = centres.newUnit(centres.newDepartment("D60") + ".C1");
    String header = "\uFEFFrowKey,givenName,familyName,nationalId,birthDate,sex,joinedOn\r\n";
    String file =
        header
            + "1,אחת,\"כהן, לוי\",000000042,1970-01-02,FEMALE,2026-01-15\r\n"
            + "2,שתיים,כהן,,2999-01-02,FEMALE,2026-01-15\r\n"
            + "\r\n"
            + "3,שלוש\r\n"
            + "1,אחת,כהן,,1970-01-02,FEMALE,2026-01-15\r\n";
    assertThat(state(uploadCsv(centre, "", file))).isEqualTo("REFUSED");
    Api.Answer done = uploadCsv(centre, "?onError=SKIP", file);
    assertThat(counts(done)).isEqualTo("1 1 2");
    assertThat(faults(done)).containsExactly("3 birthDate date-in-future", "5  row-malformed");
    JsonNode people =
        centres.worker(centre).get("/centres/" + centre + "/service-users").body().get("items");
    assertThat(people.findValuesAsString("familyName")).containsExactly("כהן, לוי");
    assertThat(people.findValuesAsString("nationalId")).containsExactly("000000042");
    assertThat(uploadCsv(centre, "", "1,אחת,כהן\n").faults()).isEqualTo("[ csv-column-unknown]");
    assertThat(uploadCsv(centre, "", "").faults()).isEqualTo("[ csv-header-missing]");
    assertThat(uploadCsv(centre, "", header + "\"" + "x".repeat(40_000)).faults())
        .isEqualTo("[ csv-malformed]");
  }

  private Api.Answer uploadCsv(String centre, String query, String file) {
    return centres
        .worker(centre)
        .send(
            HttpMethod.POST,
            "/centres/" + centre + "/service-users/imports" + query,
            file,
            Map.of(HttpHeaders.CONTENT_TYPE, "text/csv"));
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
    String file = rows(count);
    var sent = CompletableFuture.runAsync(() -> upload(centre, file, "broken-off"));
    int[] broken = {0};
    await()
        .atMost(Duration.ofMinutes(1))
        .pollInterval(Duration.ofMillis(40))
        .ignoreExceptions()
        .until(
            () -> {
              broken[0] += broken[0] < 6 ? (int) number(BREAK_A_PORTION) : 0;
              return sent.isDone() || broken[0] >= 6;
            });
    Api.Answer answered =
        await()
            .atMost(Duration.ofMinutes(1))
            .ignoreExceptions()
            .until(() -> upload(centre, file, "broken-off"), again -> again.status() == 202);
    Api.Answer ended = awaitEnded(centre, answered);
    assertThat(broken[0]).as("portions that were broken off").isPositive();
    assertThat(counts(ended)).isEqualTo(count + " 0 0");
    assertThat(centres.unitFigure(centre, "serviceUsers")).isEqualTo(count);
    assertNothingWaits();
  }

  @Test
  void goesOnByItselfWithWhatFailedAndGivesUpWhatKeepsFailing() {
    String centre = centres.newUnit(centres.newDepartment("D58") + ".C1");
    database.sql(REFUSE_ALL).then().block();
    try {
      Api.Answer first = upload(centre, rows(300), "fails-once");
      assertThat(first.status()).isEqualTo(202);
      assertThat(first.body().get("ended").asBoolean()).isFalse();
      assertThat(state(first)).isEqualTo("LOADING");
      assertThat(number("select count(*) from row_import_portion")).isEqualTo(3);
      for (String table : List.of("row_import", "row_import_portion")) {
        assertThat(number("select count(*) from " + table + " as t where t::text like '%כושלת%'"))
            .as("readable in " + table)
            .isZero();
      }
      database.sql(REFUSE_NONE).then().block();
      assertThat(counts(awaitEnded(centre, first))).isEqualTo("300 0 0");
      assertThat(upload(centre, rows(300), "fails-once").headers().getFirst("Idempotency-Replayed"))
          .isEqualTo("true");

      database.sql(REFUSE_ALL).then().block();
      Api.Answer second = upload(centre, rows(300).replace("row-", "other-"), "fails-always");
      Api.Answer ended =
          await()
              .atMost(Duration.ofSeconds(30))
              .until(
                  () -> {
                    database.sql("update row_import_portion set not_before = now()").then().block();
                    return shown(centre, second);
                  },
                  found -> found.body().get("ended").asBoolean());
      assertThat(counts(ended)).isEqualTo("0 0 300");
      assertThat(ended.body().get("faults")).hasSize(300);
      assertThat(state(ended)).isEqualTo("FAILED");
      assertThat(ended.body().at("/faults/0/code").asString()).isEqualTo("row-not-taken");
      assertNothingWaits();
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

  private static String rows(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> row("row-" + i, "כושלת", null))
        .collect(Collectors.joining());
  }

  private Api.Answer upload(String centre, String file, String key) {
    return uploadWith(centre, "", file, key);
  }

  private Api.Answer uploadWith(String centre, String query, String file, String key) {
    return centres
        .worker(centre)
        .send(
            HttpMethod.POST,
            "/centres/" + centre + "/service-users/imports" + query,
            file,
            Map.of(HttpHeaders.CONTENT_TYPE, "application/x-ndjson", "Idempotency-Key", key));
  }

  private Api.Answer awaitEnded(String centre, Api.Answer begun) {
    return await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> shown(centre, begun), found -> found.body().path("ended").asBoolean(false));
  }

  private Api.Answer shown(String centre, Api.Answer begun) {
    return centres
        .worker(centre)
        .get("/centres/" + centre + "/service-users/imports/" + begun.text("id"));
  }

  private void assertNothingWaits() {
    assertThat(number("select count(*) from row_import_portion")).isZero();
    assertThat(number("select count(*) from row_import where wrapped_key is not null")).isZero();
  }

  private long number(String sql) {
    return database.sql(sql).map(row -> row.get(0, Long.class)).one().block();
  }

  private static String row(String key, String givenName, String nationalId) {
    return "{\"rowKey\": \"%s\", %s\n"
        .formatted(key, person(givenName, nationalId).strip().substring(1).replace("\n", " "));
  }

  private Api.Answer upload(Api caller, String centre, String query, String file) {
    return caller.send(
        HttpMethod.POST,
        "/centres/" + centre + "/service-users/imports" + query,
        file,
        Map.of(HttpHeaders.CONTENT_TYPE, "application/x-ndjson"));
  }

  private static List<String> faults(Api.Answer told) {
    return told.body()
        .get("faults")
        .valueStream()
        .map(
            fault ->
                "%d %s %s"
                    .formatted(
                        fault.get("row").asInt(),
                        fault.get("field").asString(),
                        fault.get("code").asString()))
        .toList();
  }

  private static String counts(Api.Answer told) {
    JsonNode body = told.body();
    return "%d %d %d"
        .formatted(
            body.get("done").asInt(), body.get("repeated").asInt(), body.get("refused").asInt());
  }

  private long told(String person) {
    return database
        .sql("select count(*) from outbox where aggregate_id = :person")
        .bind("person", person)
        .map(row -> row.get(0, Long.class))
        .one()
        .block();
  }
}
