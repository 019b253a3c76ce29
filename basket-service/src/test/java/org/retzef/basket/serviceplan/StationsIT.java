package org.retzef.basket.serviceplan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.platform.problem.Languages;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.RetzefIT;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.util.HtmlUtils;
import tools.jackson.databind.JsonNode;

/** B13, B14: six stations in their order, each with four categories, filled and taken out. */
@RetzefIT
class StationsIT {

  private static final String DONE = "{\"status\": \"DONE\", \"entries\": []}";

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;
  private Authority authority;

  @BeforeEach
  void open() {
    authority = new Authority(http, database);
  }

  @Test
  void stationsComeInTheirOrderAndMayBeSkippedWithANoteAndTheLastWaitsForApproval() {
    String plan = authority.begins(2025, "100000.00");
    Answers.refused(authority.saves(plan, 3, DONE), 409, "station-before-open");
    authority.saves(plan, 1, DONE).expectStatus().isOk();
    String skipped = "{\"status\": \"SKIPPED\", \"note\": %s, \"entries\": []}";
    assertThat(Answers.faults(authority.saves(plan, 2, skipped.formatted("null"))))
        .containsExactly("note skip-needs-note");
    authority.saves(plan, 2, skipped.formatted("\"נעשה אשתקד\"")).expectStatus().isOk();
    authority.saves(plan, 3, DONE).expectStatus().isOk();
    Answers.refused(authority.saves(plan, 6, DONE), 409, "service-plan-not-approved");
    Answers.refused(authority.saves(plan, 7, DONE), 404, "station-not-found");
    authority.saves(plan, 1, "{\"status\": \"OPEN\", \"entries\": []}").expectStatus().isOk();
    Answers.refused(authority.saves(plan, 4, DONE), 409, "station-before-open");

    authority.prepares(plan);
    authority.adds(plan, Authority.item(false, "1.00"));
    authority.submits(plan).expectStatus().isCreated();
    Answers.refused(authority.saves(plan, 6, DONE), 409, "service-plan-not-approved");
    Answers.refused(authority.saves(plan, 5, DONE), 409, "service-plan-not-in-draft");
    authority.approves(authority.second, plan).expectStatus().isCreated();
    authority.saves(plan, 6, DONE).expectStatus().isOk();
    authority.moves(plan, "REVISE").expectStatus().isCreated();
    Answers.refused(authority.saves(plan, 6, DONE), 409, "service-plan-not-approved");
  }

  @Test
  void eachOfThe24CellsIsFilledWithWhatIsMarkedAndWhatIsAddedAndTakenOutAsAFile()
      throws IOException {
    String plan = authority.approved(2025);
    authority.saves(plan, 6, station(6)).expectStatus().isOk();
    authority.moves(plan, "REVISE").expectStatus().isCreated();
    for (int number = 1; number < 6; number++) {
      authority.saves(plan, number, station(number)).expectStatus().isOk();
    }
    JsonNode stations = authority.supervisor.read(plan + "/stations").get("items");
    assertThat(stations).hasSize(6);
    for (JsonNode station : stations) {
      assertThat(station.get("cells")).hasSize(4);
      for (JsonNode cell : station.get("cells")) {
        assertThat(marked(cell)).as("%s", cell).hasSize(2).last().asString().startsWith("=שלנו");
      }
    }
    byte[] csv = export(plan, "csv");
    assertThat(csv).startsWith((byte) 0xEF, (byte) 0xBB, (byte) 0xBF);
    List<String> lines = new String(csv, StandardCharsets.UTF_8).lines().toList();
    assertThat(lines).hasSize(1 + 6 * 4 * 2);
    assertThat(lines.getFirst()).endsWith("תחנה,מצב,הערה,קטגוריה,רישום");
    assertThat(lines)
        .contains("1 המצב המצוי,הושלמה,,פעולות," + firstActionOf(1))
        .contains("6 תרגום ליישום,הושלמה,,סיכונים,'=שלנו RISKS");
    assertThat(HtmlUtils.htmlUnescape(sheetOf(export(plan, "xlsx"))))
        .contains("rightToLeft=\"", "תרגום ליישום", "שלנו TOPICS")
        .doesNotContain("<f>");
    assertThat(Answers.faults(authority.head.get(plan + "/export?format=pdf")))
        .containsExactly("format export-format-invalid");
  }

  private static String firstActionOf(int station) {
    StationGuide guide = StationGuide.in(Languages.HEBREW);
    Station.Category category = Station.Category.ACTIONS;
    return guide.text(station, category, guide.suggestions(station, category).getFirst());
  }

  private static List<String> marked(JsonNode cell) {
    List<String> texts = new ArrayList<>();
    for (JsonNode line : cell.get("lines")) {
      if (line.get("marked").asBoolean()) {
        texts.add(line.get("text").asString());
      }
    }
    return texts;
  }

  /** Two entries in each cell: the guide's first suggestion, and words that look like a formula. */
  private static String station(int number) {
    StationGuide guide = StationGuide.in(Locale.ENGLISH);
    List<String> entries = new ArrayList<>();
    for (Station.Category category : Station.Category.values()) {
      entries.add(
          "{\"category\": \"%s\", \"suggestion\": \"%s\"}"
              .formatted(category, guide.suggestions(number, category).getFirst()));
      entries.add("{\"category\": \"%s\", \"text\": \"=שלנו %s\"}".formatted(category, category));
    }
    return "{\"status\": \"DONE\", \"entries\": [%s]}".formatted(String.join(",", entries));
  }

  @Test
  void everyEntryThatIsWrongIsNamedAndNothingIsKept() {
    String plan = authority.begins(2025);
    String wrong =
        """
        {"status": "DONE", "entries": [
          {"category": "TOPICS"},
          {"category": "RISKS", "suggestion": "above-a-fifth"},
          {"category": "RISKS", "suggestion": "residents-of-today-only", "text": "גם"}]}
        """;
    assertThat(Answers.faults(authority.saves(plan, 1, wrong)))
        .containsExactly(
            "entries[0] suggestion-or-text",
            "entries[1].suggestion suggestion-unknown",
            "entries[2] suggestion-or-text");
    String forbidden =
        "{\"status\": \"DONE\", \"entries\": [{\"category\": \"TOPICS\", \"text\": \"%s\"}]}";
    for (String text : List.of("a\\u0000b", "a\\u202eb", "a\\nb", "", "א".repeat(301))) {
      assertThat(Answers.faults(authority.saves(plan, 1, forbidden.formatted(text))))
          .as(text)
          .singleElement()
          .asString()
          .startsWith("entries[0].text ");
    }
    assertThat(authority.head.read(plan + "/stations/1").get("status").asString())
        .isEqualTo("OPEN");
  }

  @Test
  void whoSawAnOlderVersionIsToldWhatItIsNow() {
    String plan = authority.begins(2025);
    String old = authority.head.eTag(plan + "/stations/1");
    authority.saves(plan, 1, DONE).expectStatus().isOk();
    var path = plan + "/stations/1";
    authority
        .second
        .send(HttpMethod.PUT, path, DONE, old, null)
        .expectStatus()
        .isEqualTo(412)
        .expectBody()
        .jsonPath("$.current.status")
        .isEqualTo("DONE");
    authority.second.send(HttpMethod.PUT, path, DONE, null, null).expectStatus().isEqualTo(428);
  }

  private byte[] export(String plan, String format) {
    return authority
        .national
        .get(plan + "/export?format=" + format)
        .expectStatus()
        .isOk()
        .expectBody()
        .returnResult()
        .getResponseBody();
  }

  private static String sheetOf(byte[] spreadsheet) throws IOException {
    Path file = Files.write(Files.createTempFile("plan", ".xlsx"), spreadsheet);
    try (var zip = new ZipFile(file.toFile())) {
      var sheet = zip.getInputStream(zip.getEntry("xl/worksheets/sheet1.xml"));
      return new String(sheet.readAllBytes(), StandardCharsets.UTF_8);
    } finally {
      Files.delete(file);
    }
  }
}
