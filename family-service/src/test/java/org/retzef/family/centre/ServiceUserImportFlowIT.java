package org.retzef.family.centre;

import static org.assertj.core.api.Assertions.assertThat;
import static org.retzef.family.centre.OtzmaCentres.person;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.family.Api;
import org.retzef.platform.testing.RetzefIT;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** Service users who come to a centre in a file. */
@RetzefIT
class ServiceUserImportFlowIT {

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
        PeopleFiles.row("1", "אחת", null)
            + PeopleFiles.row("2", "ידועה", "000000034")
            + PeopleFiles.row("1", "אחת", null)
            + PeopleFiles.row("3", "שתיים", "000000034").replace("2026-01-15", "2026-02-15")
            + PeopleFiles.row("4", "שלוש", null).replace("1970-01-02", "2999-01-01")
            + PeopleFiles.row("5", "ארבע", null).replace("2026-01-15", "2019-12-31")
            + "{]\n"
            + PeopleFiles.row("6", "חמש", null).replace("1970-01-02", "2026-01-16");
    Api.Answer checked =
        files.upload(centres.worker(second), second, "?dryRun=true&onError=SKIP", file);
    assertThat(PeopleFiles.counts(checked)).isEqualTo("2 1 5");
    assertThat(PeopleFiles.state(checked)).isEqualTo("CHECKED");
    assertThat(centres.unitFigure(second, "serviceUsers")).isZero();
    Api.Answer done = files.upload(centres.worker(second), second, "?onError=SKIP", file);
    assertThat(done.status()).isEqualTo(202);
    assertThat(PeopleFiles.counts(done)).isEqualTo("2 1 5");
    assertThat(PeopleFiles.state(done)).isEqualTo("DONE");
    assertThat(done.body().get("rows").asInt()).isEqualTo(8);
    assertThat(PeopleFiles.faults(done))
        .containsExactly(
            "4 joinedOn in-centre-already",
            "5 birthDate date-in-future",
            "6 joinedOn unit-closed",
            "7  body-malformed",
            "8 birthDate born-after-joining");
    assertThat(done.body().at("/faults/3/message").asString()).isEqualTo("השורה אינה JSON תקין.");
    assertThat(
            PeopleFiles.counts(files.upload(centres.worker(second), second, "?onError=SKIP", file)))
        .isEqualTo("0 3 5");
    assertThat(centres.unitFigure(second, "serviceUsers"))
        .as("one counts where she was")
        .isEqualTo(1);
    assertThat(centres.unitFigure(department, "serviceUsers")).isEqualTo(2);
    assertThat(told(known)).isEqualTo(2);
    Api.Answer shown =
        centres.worker(second).get(done.headers().getLocation().toString().replace("/api/v1", ""));
    assertThat(PeopleFiles.counts(shown)).isEqualTo("2 1 5");
    Api other = centres.worker(first);
    assertThat(files.upload(other, second, "", file).status()).isEqualTo(404);
    assertThat(other.get("/centres/" + first + "/service-users/imports/" + done.text("id")).code())
        .isEqualTo("import-not-found");
  }

  @Test
  void ofABrokenRowSevenTellsRowSevenAndTakesTheRestOnlyIfToldSo() {
    String centre = centres.newUnit(centres.newDepartment("D161") + ".C1");
    String file =
        PeopleFiles.rows(6)
            + PeopleFiles.row("7", "שבע", null).replace("1970-01-02", "1970-02-30")
            + PeopleFiles.rows(7);
    for (String query : List.of("", "?onError=REFUSE", "?dryRun=true")) {
      Api.Answer refused = files.upload(centres.worker(centre), centre, query, file);
      assertThat(refused.status()).isEqualTo(202);
      assertThat(PeopleFiles.state(refused))
          .isEqualTo(query.contains("dryRun") ? "CHECKED" : "REFUSED");
      assertThat(refused.text("onError")).isEqualTo("REFUSE");
      assertThat(refused.body().get("ended").asBoolean()).isTrue();
      assertThat(PeopleFiles.counts(refused)).as("six keys stand in it twice").isEqualTo("0 0 7");
      assertThat(refused.body().get("rows").asInt()).isEqualTo(14);
      assertThat(PeopleFiles.faults(refused))
          .startsWith("7 birthDate date-invalid", "8 rowKey row-key-repeated")
          .hasSize(7);
      assertThat(refused.body().at("/faults/1/message").asString())
          .isEqualTo("המפתח של השורה מופיע בקובץ יותר מפעם אחת.");
    }
    assertThat(centres.unitFigure(centre, "serviceUsers")).isZero();
    files.assertNothingWaits();
    Api.Answer skipped = files.upload(centres.worker(centre), centre, "?onError=SKIP", file);
    assertThat(PeopleFiles.counts(skipped)).isEqualTo("7 6 1");
    assertThat(centres.unitFigure(centre, "serviceUsers")).isEqualTo(7);
    assertThat(files.upload(centres.worker(centre), centre, "?onError=MAYBE", file).faults())
        .isEqualTo("[onError value-invalid]");
  }

  /** What stands in a row's way in the centre is found before anything is taken, too. */
  @Test
  void refusesAFileOfWhichSomebodyIsInTheCentreAlreadyOrComesTwice() {
    String centre = centres.newUnit(centres.newDepartment("D162") + ".C1");
    String file =
        PeopleFiles.row("1", "אחת", "000000059")
            + PeopleFiles.row("2", "שתיים", null)
            + PeopleFiles.row("3", "אחת", "000000059").replace("2026-01-15", "2026-02-15");
    Api.Answer refused = files.upload(centres.worker(centre), centre, "", file);
    assertThat(PeopleFiles.state(refused)).isEqualTo("REFUSED");
    assertThat(PeopleFiles.faults(refused)).containsExactly("3 joinedOn in-centre-already");
    assertThat(centres.unitFigure(centre, "serviceUsers")).isZero();
    Api.Answer taken = files.upload(centres.worker(centre), centre, "?onError=SKIP", file);
    assertThat(PeopleFiles.counts(taken)).isEqualTo("2 0 1");
    Api.Answer again = files.upload(centres.worker(centre), centre, "", file);
    assertThat(PeopleFiles.state(again))
        .as("row 3 was not taken, and cannot be")
        .isEqualTo("REFUSED");
    String same = PeopleFiles.row("1", "אחת", "000000059") + PeopleFiles.row("2", "שתיים", null);
    assertThat(PeopleFiles.counts(files.upload(centres.worker(centre), centre, "", same)))
        .isEqualTo("0 2 0");
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
    assertThat(PeopleFiles.state(files.uploadCsv(centre, "", file))).isEqualTo("REFUSED");
    Api.Answer done = files.uploadCsv(centre, "?onError=SKIP", file);
    assertThat(PeopleFiles.counts(done)).isEqualTo("1 1 2");
    assertThat(PeopleFiles.faults(done))
        .containsExactly("3 birthDate date-in-future", "5  row-malformed");
    JsonNode people =
        centres.worker(centre).get("/centres/" + centre + "/service-users").body().get("items");
    assertThat(people.findValuesAsString("familyName")).containsExactly("כהן, לוי");
    assertThat(people.findValuesAsString("nationalId")).containsExactly("000000042");
    assertThat(files.uploadCsv(centre, "", "1,אחת,כהן\n").faults())
        .isEqualTo("[ csv-column-unknown]");
    assertThat(files.uploadCsv(centre, "", "").faults()).isEqualTo("[ csv-header-missing]");
    assertThat(files.uploadCsv(centre, "", header + "\"" + "x".repeat(40_000)).faults())
        .isEqualTo("[ csv-malformed]");
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
