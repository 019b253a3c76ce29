package org.retzef.family.familyimport;

import static org.assertj.core.api.Assertions.assertThat;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Result;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.family.FamilyDesk;
import org.retzef.family.FamilyDesk.Answer;
import org.retzef.family.registration.Requests;
import org.retzef.platform.testing.RetzefIT;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Files that tell where families are and were enrolled before. */
@RetzefIT
class ImportedEnrolmentsIT {

  private static final String IN_MAPA = "{\"track\": \"MAPA\", \"startDate\": \"2020-01-01\"}";
  private static final String IN_TWO_FAMILIES = " : member-enrolled-in-other-family";

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;
  private FamilyDesk desk;
  private ImportFiles files;

  @BeforeEach
  void openDesk() {
    desk = FamilyDesk.ofWorker(http);
    files = new ImportFiles(desk);
  }

  @Test
  void takesInWhereFamiliesAreAndWereEnrolledBefore() {
    String file =
        enrolled(
                files.line("1"),
                "{\"track\": \"NOSHMIM_ROUTINE\", \"startDate\": \"2016-02-01\","
                    + " \"status\": \"GRADUATED\", \"endDate\": \"2018-01-31\", \"reason\": \"GOALS_REACHED\"}",
                "{\"track\": \"MAPA\", \"startDate\": \"2020-01-15\"}")
            + files.line("2");
    String id = desk.upload("", "application/x-ndjson", file).expect(202).text("id");
    assertThat(files.awaitDone(id).get("loaded").asInt()).isEqualTo(2);
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
    String header =
        "\uFEFF" + ImportFiles.HEADER.replace("\n", ",track,startDate,status,endDate,reason\n");
    String ofItsOwn = files.prefix + "1" + ",".repeat(13);
    String file =
        header
            + files
                .family("1")
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
    assertThat(ImportFiles.faults(refused)).containsExactly("6 startDate: required");
    String id = desk.upload("", "text/csv", file).expect(202).text("id");
    assertThat(files.awaitDone(id).get("loaded").asInt()).isEqualTo(1);
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
            files.line("1"),
            "{\"track\": \"NO_SUCH_TRACK\", \"startDate\": \"1999-01-01\"}",
            "{\"track\": \"MAPA\", \"startDate\": \"2020-01-01\", \"status\": \"LEFT\"}",
            "{\"track\": \"MAPA\", \"startDate\": \"2019-01-01\", \"status\": \"ACTIVE\","
                + " \"endDate\": \"2018-01-01\", \"reason\": \"OTHER\"}",
            "{\"track\": \"MAPA\", \"startDate\": \"2020-06-01\"}",
            "{\"track\": \"MIFGASH\", \"startDate\": \"2020-01-01\", \"status\": \"LEFT\","
                + " \"endDate\": \"%s\", \"reason\": \"OTHER\"}"
                    .formatted(LocalDate.now(ZoneId.of("Asia/Jerusalem")).plusDays(1)));
    Answer refused = desk.upload("", "application/x-ndjson", file).expect(202);
    assertThat(ImportFiles.faults(refused.body()))
        .containsExactlyInAnyOrder(
            "1 enrolments[0].track: track-unknown",
            "1 enrolments[0].startDate: date-out-of-range",
            "1 enrolments[1].status: end-incomplete",
            "1 enrolments[2].status: value-unknown",
            "1 enrolments[2].endDate: date-before-start",
            "1 enrolments[3].startDate: already-enrolled",
            "1 enrolments[4].endDate: date-in-future");
  }

  @Test
  void enrolsNobodyWithTwoFamiliesOfAFile() {
    String first = enrolled(files.line("1"), IN_MAPA);
    String second = first.replace(files.prefix + "1", files.prefix + "2");
    JsonNode refused = desk.upload("", "application/x-ndjson", first + second).expect(202).body();
    assertThat(refused.get("state").asString()).isEqualTo("REFUSED");
    assertThat(ImportFiles.faults(refused)).containsExactly("2" + IN_TWO_FAMILIES);

    JsonNode done =
        files.awaitDone(
            desk.upload("?onError=SKIP", "application/x-ndjson", first + second)
                .expect(202)
                .text("id"));
    assertThat(done.get("loaded").asInt()).isEqualTo(1);
    assertThat(done.get("faulty").asInt()).isEqualTo(1);
    JsonNode tried =
        desk.upload("?dryRun=true", "application/x-ndjson", second + first).expect(202).body();
    assertThat(ImportFiles.faults(tried)).containsExactly("1" + IN_TWO_FAMILIES);
    assertThat(tried.get("unchanged").asInt()).as("not in its own way").isEqualTo(1);
    String ended =
        second.replace(
            "2020-01-01\"",
            "2020-01-01\", \"status\": \"LEFT\", \"endDate\": \"2020-02-01\", \"reason\": \"OTHER\"");
    assertThat(
            ImportFiles.faults(
                desk.upload("?dryRun=true", "application/x-ndjson", ended).expect(202).body()))
        .isEmpty();
  }

  @Test
  void enrolsNobodyWhoWasEnrolledElsewhereWhileTheFileWaited() {
    String people = Requests.ofOthers();
    String family = desk.registered(people);
    Connection other = Mono.from(database.getConnectionFactory().create()).block();
    Mono.from(other.beginTransaction()).block();
    run(other, "select pg_advisory_xact_lock_shared(hashtext('enrolment'))");
    String id =
        desk.upload("", "application/x-ndjson", enrolled(files.line("1", people), IN_MAPA))
            .expect(202)
            .text("id");
    run(
        other,
        "insert into enrolment (id, family_id, track, start_date) values (uuidv7(), '%s', 'MAPA', '2026-01-01')"
            .formatted(family));
    assertThat(desk.get("family-imports/" + id).expect(200).text("state")).isEqualTo("LOADING");
    Mono.from(other.commitTransaction()).then(Mono.from(other.close())).block();
    JsonNode done = files.awaitDone(id);
    assertThat(done.get("loaded").asInt()).isZero();
    assertThat(done.get("faulty").asInt()).isEqualTo(1);
    assertThat(ImportFiles.faults(done)).containsExactly("1" + IN_TWO_FAMILIES);
  }

  private static void run(Connection connection, String sql) {
    Flux.from(connection.createStatement(sql).execute())
        .flatMap(Result::getRowsUpdated)
        .blockLast();
  }

  private static String enrolled(String line, String... enrolments) {
    return line.replace(
        "\"members\"", "\"enrolments\": [" + String.join(", ", enrolments) + "], \"members\"");
  }
}
