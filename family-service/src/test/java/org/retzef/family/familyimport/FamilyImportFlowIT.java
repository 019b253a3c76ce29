package org.retzef.family.familyimport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.family.FamilyDesk;
import org.retzef.family.FamilyDesk.Answer;
import org.retzef.family.registration.Requests;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestTokens;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

@RetzefIT
class FamilyImportFlowIT {

  private static final String HEADER =
      "familyKey,unit,preferredLanguage,phone,street,city,postcode,givenName,familyName,nationalId,"
          + "birthDate,sex,relation\n";

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;
  @LocalServerPort private int port;
  private FamilyDesk desk;

  /** So that the files of two tests are not the same. */
  private final String prefix = UUID.randomUUID().toString().substring(0, 8);

  @BeforeEach
  void openDesk() {
    desk = FamilyDesk.ofWorker(http);
  }

  @Test
  void loadsAFileOnceHoweverOftenItComes() {
    long before = families();
    String file = "\uFEFF" + HEADER + family("1") + family("2") + family("3");
    Answer accepted = desk.upload("", "text/csv", file).expect(202);
    String id = accepted.text("id");
    assertThat(accepted.headers().getLocation()).hasToString("/api/v1/family-imports/" + id);
    JsonNode done = awaitDone(id);
    assertThat(done.get("rows").asInt()).isEqualTo(6);
    assertThat(done.get("families").asInt()).isEqualTo(3);
    assertThat(done.get("loaded").asInt()).isEqualTo(3);
    assertThat(families()).isEqualTo(before + 3);
    assertThat(desk.get("families?query=ייבוא" + prefix.charAt(0)).status()).isEqualTo(200);

    assertThat(desk.upload("", "text/csv", file).expect(202).text("id")).isEqualTo(id);
    String more = HEADER + family("3") + family("4") + family("1");
    JsonNode again = awaitDone(desk.upload("", "text/csv", more).expect(202).text("id"));
    assertThat(again.get("loaded").asInt()).isEqualTo(1);
    assertThat(again.get("unchanged").asInt()).isEqualTo(2);
    assertThat(families()).isEqualTo(before + 4);
    assertThat(registrationsTold()).isEqualTo(families());
  }

  @Test
  void ofABrokenRowSevenTellsRowSevenAndLoadsTheRestOnlyIfToldSo() {
    long before = families();
    String file =
        HEADER
            + family("1")
            + family("2")
            + family("3").replace("2015-03-01", "2015-02-30")
            + family("4");
    JsonNode refused = desk.upload("", "text/csv", file).expect(202).body();
    assertThat(refused.get("state").asString()).isEqualTo("REFUSED");
    assertThat(refused.get("faults").toString())
        .isEqualTo("[{\"row\":7,\"field\":\"birthDate\",\"code\":\"date-invalid\"}]");
    assertThat(families()).isEqualTo(before);
    String id = desk.upload("?onError=SKIP", "text/csv", file).expect(202).text("id");
    JsonNode done = awaitDone(id);
    assertThat(done.get("loaded").asInt()).isEqualTo(3);
    assertThat(done.get("faulty").asInt()).isEqualTo(1);
    assertThat(done.get("faults")).hasSize(1);
    assertThat(families()).isEqualTo(before + 3);
  }

  @Test
  void aDryRunChecksAndLoadsNothing() {
    long before = families();
    String file = line("1") + line("2") + "\n" + line("1");
    JsonNode checked = desk.upload("?dryRun=true", "application/x-ndjson", file).expect(202).body();
    assertThat(checked.get("state").asString()).isEqualTo("CHECKED");
    assertThat(checked.get("faults").toString())
        .isEqualTo("[{\"row\":4,\"field\":\"familyKey\",\"code\":\"family-key-repeated\"}]");
    assertThat(families()).isEqualTo(before);
    String good = line("1") + line("2");
    desk.upload("?dryRun=true", "application/x-ndjson", good).expect(202);
    JsonNode done = awaitDone(desk.upload("", "application/x-ndjson", good).expect(202).text("id"));
    assertThat(done.get("loaded").asInt()).isEqualTo(2);
    JsonNode known = desk.upload("?dryRun=true", "application/x-ndjson", good).expect(202).body();
    assertThat(known.get("unchanged").asInt()).isEqualTo(2);
  }

  @Test
  void findsEveryFaultOfALineAndEchoesNothing() {
    String file =
        line("1")
            .replace("\"HEAD\"", "\"CHIEF\"")
            .replace("050-123-4567", "12-סוד")
            .replace("2015-03-01", "2999-01-01")
            .replace("IL.SOUTH.A2630.D1", "IL.SOUTH.A0070.D1")
            .replace("\"members\"", "\"nickname\": \"סודי\", \"members\"");
    Answer refused = desk.upload("", "application/x-ndjson", file).expect(202);
    assertThat(faults(refused.body()))
        .containsExactlyInAnyOrder(
            "1 members: one-head-required",
            "1 members[0].relation: value-unknown",
            "1 members[1].birthDate: date-in-future",
            "1 nickname: field-unknown",
            "1 phone: phone-invalid");
    assertThat(refused.content()).doesNotContain("סוד", "2999");
    Answer elsewhere =
        desk.upload("", "application/x-ndjson", line("2").replace("A2630", "A0070")).expect(202);
    assertThat(faults(elsewhere.body())).containsExactly("1 unit: department-unknown");
  }

  @Test
  void takesInWhereFamiliesAreAndWereEnrolledBefore() {
    String file =
        enrolled(
                "1",
                "{\"track\": \"NOSHMIM_ROUTINE\", \"startDate\": \"2016-02-01\","
                    + " \"status\": \"GRADUATED\", \"endDate\": \"2018-01-31\", \"reason\": \"GOALS_REACHED\"}",
                "{\"track\": \"MAPA\", \"startDate\": \"2020-01-15\"}")
            + line("2");
    String id = desk.upload("", "application/x-ndjson", file).expect(202).text("id");
    assertThat(awaitDone(id).get("loaded").asInt()).isEqualTo(2);
    String family =
        database
            .sql("select family_id::text from enrolment where start_date = '2016-02-01'")
            .map(row -> row.get(0, String.class))
            .one()
            .block();
    JsonNode enrolments =
        desk.get("families/" + family + "/enrolments").expect(200).body().get("items");
    assertThat(enrolments.findValuesAsString("status")).containsExactly("GRADUATED", "ACTIVE");
    assertThat(enrolments.get(0).get("endDate").asString()).isEqualTo("2018-01-31");
    assertThat(
            database
                .sql("select type from outbox where aggregate_id = :family order by seq")
                .bind("family", family)
                .map(row -> row.get(0, String.class))
                .all()
                .collectList()
                .block())
        .containsExactly(
            "org.retzef.family.registered.v1",
            "org.retzef.family.enrolled.v1",
            "org.retzef.enrolment.ended.v1",
            "org.retzef.family.enrolled.v1");
  }

  @Test
  void takesEarlierEnrolmentsOfCsvAsThoseOfNdjson() {
    String header = "\uFEFF" + HEADER.replace("\n", ",track,startDate,status,endDate,reason\n");
    String ofItsOwn = prefix + "1" + ",".repeat(13);
    String file =
        header
            + family("1")
                .replace(",HEAD\n", ",HEAD,MAPA,2020-01-16,,,\n")
                .replace(",CHILD\n", ",CHILD,,,,,\n")
            + ofItsOwn
            + "NOSHMIM_ROUTINE,2016-02-03,GRADUATED,2018-01-31,GOALS_REACHED\n";
    JsonNode refused =
        desk.upload(
                "?dryRun=true",
                "text/csv",
                file + ofItsOwn + "NO_SUCH_TRACK,1999-01-01,,,\n" + ofItsOwn + "MAPA,,,,\n")
            .expect(202)
            .body();
    assertThat(faults(refused)).containsExactly("6 startDate: required");
    String id = desk.upload("", "text/csv", file).expect(202).text("id");
    assertThat(awaitDone(id).get("loaded").asInt()).isEqualTo(1);
    assertThat(
            database
                .sql(
                    """
                    select string_agg(concat_ws(' ', track, start_date, outcome, end_date, reason),
                                      ', ' order by start_date)
                      from enrolment
                     where family_id = (select family_id from enrolment where start_date = '2016-02-03')
                    """)
                .map(row -> row.get(0, String.class))
                .one()
                .block())
        .isEqualTo(
            "NOSHMIM_ROUTINE 2016-02-03 GRADUATED 2018-01-31 GOALS_REACHED, MAPA 2020-01-16");
  }

  @Test
  void isAsStrictWithEarlierEnrolmentsAsWithNewOnes() {
    String file =
        enrolled(
            "1",
            "{\"track\": \"NO_SUCH_TRACK\", \"startDate\": \"1999-01-01\"}",
            "{\"track\": \"MAPA\", \"startDate\": \"2020-01-01\", \"status\": \"LEFT\"}",
            "{\"track\": \"MAPA\", \"startDate\": \"2019-01-01\", \"status\": \"ACTIVE\","
                + " \"endDate\": \"2018-01-01\", \"reason\": \"OTHER\"}",
            "{\"track\": \"MAPA\", \"startDate\": \"2020-06-01\"}");
    Answer refused = desk.upload("", "application/x-ndjson", file).expect(202);
    assertThat(faults(refused.body()))
        .containsExactlyInAnyOrder(
            "1 enrolments[0].track: track-unknown",
            "1 enrolments[0].startDate: date-out-of-range",
            "1 enrolments[1].status: end-incomplete",
            "1 enrolments[2].status: value-unknown",
            "1 enrolments[2].endDate: date-before-start",
            "1 enrolments[3].startDate: already-enrolled");
  }

  private String enrolled(String key, String... enrolments) {
    return line(key)
        .replace(
            "\"members\"", "\"enrolments\": [" + String.join(", ", enrolments) + "], \"members\"");
  }

  @Test
  void refusesWhatCannotBeReadFromTheRowOn() {
    Answer unclosed =
        desk.upload("?onError=SKIP", "text/csv", HEADER + family("1") + "\"2" + "x".repeat(40_000))
            .expect(202);
    assertThat(unclosed.text("state")).isEqualTo("REFUSED");
    assertThat(faults(unclosed.body())).containsExactly("4 : row-malformed");
    Answer garbage = desk.upload("", "application/x-ndjson", "{]\n" + line("2")).expect(202);
    assertThat(faults(garbage.body())).containsExactly("1 : body-malformed");
    Answer bytes =
        desk.upload(
                "",
                "text/csv",
                (HEADER + family("1")).getBytes(java.nio.charset.Charset.forName("windows-1255")))
            .expect(202);
    assertThat(bytes.text("state")).isEqualTo("REFUSED");
    assertThat(faults(bytes.body()).getFirst()).endsWith(": encoding-invalid");
    desk.upload("", "text/csv", "familyKey,unit\n1,2\n").expect(400);
    desk.upload("", "text/csv", HEADER.replace("sex", "sex,shoe") + "x\n")
        .faults(": csv-column-unknown");
    desk.upload("", "text/csv", "").faults(": csv-header-missing");
    desk.upload("", "application/json", "[]").expect(415);
    desk.upload("?onError=MAYBE", "text/csv", HEADER).faults("onError: value-invalid");
    assertThat(number("select count(*) from family_import where state = 'RECEIVING'")).isZero();
    assertThat(number("select count(*) from family_import_batch")).isZero();
  }

  @Test
  void refusesAFileThatIsTooLongBeforeItArrives() throws IOException {
    try (Socket socket = new Socket("localhost", port)) {
      String head =
          "POST /api/v1/family-imports HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/csv\r\n"
              + "Authorization: Bearer "
              + TestTokens.token("w", Requests.DEPARTMENT, "family-social-worker")
              + "\r\nContent-Length: 52428801\r\n\r\n";
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().flush();
      byte[] answer = new byte[12];
      socket.getInputStream().readNBytes(answer, 0, 12);
      assertThat(new String(answer, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 413");
    }
  }

  /** What a kill -9 does to a batch: its connection is gone in the middle of a transaction. */
  @Test
  void loadsEveryRowOnceThoughItsConnectionsBreakAgainAndAgain() {
    long before = families();
    int count = 4_000;
    String file =
        IntStream.range(0, count).mapToObj(i -> line("k" + i)).collect(Collectors.joining());
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
        desk.upload("", "application/x-ndjson", line("1") + line("2")).expect(202).text("id");
    awaitDone(id);
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
    String file = line("1") + line("2");
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
    assertThat(faults(failed)).containsExactly("1 : family-not-loaded", "2 : family-not-loaded");
    assertThat(number("select count(*) from family_import_batch")).isZero();

    database.sql("drop trigger refuse_all on imported_family").then().block();
    String again = desk.upload("", "application/x-ndjson", file).expect(202).text("id");
    assertThat(again).isNotEqualTo(id);
    assertThat(awaitDone(again).get("loaded").asInt()).isEqualTo(2);
  }

  /** Stands for a fault of our own that lets a good file fail. */
  private static final String REFUSE_ALL =
      """
      create or replace function refuse() returns trigger language plpgsql as
        $$ begin raise exception 'no' using errcode = 'check_violation'; end $$;
      create trigger refuse_all before insert on imported_family
        for each statement execute function refuse()
      """;

  @Test
  void answersARepetitionWithItsKeyAndKeepsOneImport() {
    String file = line("1");
    Answer first = desk.upload("", "application/x-ndjson", file, "import-" + prefix).expect(202);
    Answer again = desk.upload("", "application/x-ndjson", file, "import-" + prefix).expect(202);
    assertThat(again.headers().getFirst("Idempotency-Replayed")).isEqualTo("true");
    assertThat(again.text("id")).isEqualTo(first.text("id"));
    desk.upload("", "application/x-ndjson", line("2"), "import-" + prefix).expect(422);
    awaitDone(first.text("id"));
    assertThat(number("select count(*) from family_import where state = 'RECEIVING'")).isZero();
  }

  @Test
  void showsAnImportToItsUnitAndLetsOnlyCaseWorkersImport() {
    String id =
        desk.upload("?dryRun=true", "application/x-ndjson", line("1")).expect(202).text("id");
    FamilyDesk.of(http, "IL.SOUTH.A0070.D1", "family-social-worker")
        .get("family-imports/" + id)
        .refuses(404, "import-not-found");
    FamilyDesk.of(http, "IL", "national-manager").get("family-imports/" + id).expect(200);
    for (String role : List.of("family-companion", "supervisor", "data-analyst")) {
      FamilyDesk.of(http, Requests.DEPARTMENT, role).upload("", "text/csv", HEADER).expect(403);
    }
  }

  @Test
  void keepsNothingReadableOfAFile() {
    String file =
        line("1").replace("سلمى", "קנריתיבוא").replace("\"" + prefix, "\"מפתחקנרית" + prefix);
    awaitDone(desk.upload("", "application/x-ndjson", file).expect(202).text("id"));
    for (String table :
        List.of(
            "family_import",
            "family_import_batch",
            "family_import_fault",
            "imported_family",
            "outbox")) {
      assertThat(number("select count(*) from " + table + " as t where t::text like '%קנרית%'"))
          .as(table)
          .isZero();
    }
  }

  private JsonNode awaitDone(String id) {
    return await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> desk.get("family-imports/" + id).expect(200).body(),
            found -> found.get("state").asString().equals("DONE"));
  }

  private static List<String> faults(JsonNode imported) {
    return imported
        .get("faults")
        .valueStream()
        .map(
            f ->
                f.get("row").asInt()
                    + " "
                    + f.get("field").asString()
                    + ": "
                    + f.get("code").asString())
        .toList();
  }

  /** A mother and a child in two rows. */
  private String family(String key) {
    String id = prefix + key;
    return id
        + ",IL.SOUTH.A2630.D1,he,050-1234567,\"הגפן 3, כניסה \"\"ב\"\"\",קריית גת,8202601,"
        + "דנה,ייבוא,,1990-01-01,FEMALE,HEAD\n"
        + id
        + ",,,,,,,נועם,ייבוא,,2015-03-01,MALE,CHILD\n";
  }

  private String line(String key) {
    return "{\"familyKey\": \"%s\", %s\n"
        .formatted(prefix + key, Requests.family().strip().substring(1).replace("\n", " "));
  }

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
