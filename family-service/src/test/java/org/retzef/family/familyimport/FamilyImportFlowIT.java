package org.retzef.family.familyimport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.family.Api;
import org.retzef.family.FamilyDesk;
import org.retzef.family.FamilyDesk.Answer;
import org.retzef.family.registration.Requests;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestTokens;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

@RetzefIT
class FamilyImportFlowIT {

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;
  @LocalServerPort private int port;
  private FamilyDesk desk;
  private ImportFiles files;

  @BeforeEach
  void openDesk() {
    desk = FamilyDesk.ofWorker(http);
    files = new ImportFiles(desk);
  }

  @Test
  void loadsAFileOnceHoweverOftenItComes() {
    long before = families();
    String file =
        "\uFEFF" + ImportFiles.HEADER + files.family("1") + files.family("2") + files.family("3");
    Answer accepted = desk.upload("", "text/csv", file).expect(202);
    String id = accepted.text("id");
    assertThat(accepted.headers().getLocation()).hasToString("/api/v1/family-imports/" + id);
    JsonNode done = files.awaitDone(id);
    assertThat(done.get("rows").asInt()).isEqualTo(6);
    assertThat(done.get("families").asInt()).isEqualTo(3);
    assertThat(done.get("loaded").asInt()).isEqualTo(3);
    assertThat(families()).isEqualTo(before + 3);
    assertThat(desk.get("families?query=ייבוא" + files.prefix.charAt(0)).status()).isEqualTo(200);

    assertThat(desk.upload("", "text/csv", file).expect(202).text("id")).isEqualTo(id);
    String more = ImportFiles.HEADER + files.family("3") + files.family("4") + files.family("1");
    JsonNode again = files.awaitDone(desk.upload("", "text/csv", more).expect(202).text("id"));
    assertThat(again.get("loaded").asInt()).isEqualTo(1);
    assertThat(again.get("unchanged").asInt()).isEqualTo(2);
    assertThat(families()).isEqualTo(before + 4);
    assertThat(registrationsTold()).isEqualTo(families());
  }

  @Test
  void ofABrokenRowSevenTellsRowSevenAndLoadsTheRestOnlyIfToldSo() {
    long before = families();
    String file =
        ImportFiles.HEADER
            + files.family("1")
            + files.family("2")
            + files.family("3").replace("2015-03-01", "2015-02-30")
            + files.family("4");
    JsonNode refused = desk.upload("", "text/csv", file).expect(202).body();
    assertThat(refused.get("state").asString()).isEqualTo("REFUSED");
    String faults =
        "[{\"row\":7,\"field\":\"birthDate\",\"code\":\"date-invalid\",\"message\":\"%s\"}]";
    assertThat(refused.get("faults").toString())
        .isEqualTo(faults.formatted("התאריך אינו תקין; הצורה היא 2020-09-18."));
    assertThat(shown(refused, "ar").toString())
        .isEqualTo(faults.formatted("التاريخ غير صالح؛ الصيغة هي 2020-09-18."));
    assertThat(shown(refused, "en").toString())
        .isEqualTo(faults.formatted("The date is not valid; the form is 2020-09-18."));
    assertThat(families()).isEqualTo(before);
    String id = desk.upload("?onError=SKIP", "text/csv", file).expect(202).text("id");
    JsonNode done = files.awaitDone(id);
    assertThat(done.get("loaded").asInt()).isEqualTo(3);
    assertThat(done.get("faulty").asInt()).isEqualTo(1);
    assertThat(done.get("faults")).hasSize(1);
    assertThat(families()).isEqualTo(before + 3);
  }

  private JsonNode shown(JsonNode imported, String language) {
    return new Api(http, TestTokens.token("w", Requests.DEPARTMENT, "family-social-worker"))
        .send(
            HttpMethod.GET,
            "/family-imports/" + imported.get("id").asString(),
            null,
            Map.of(HttpHeaders.ACCEPT_LANGUAGE, language))
        .body()
        .get("faults");
  }

  /** Line by line, too: the seventh is the broken one, and a family is a line. */
  @Test
  void ofABrokenLineSevenTellsLineSevenAndLoadsTheRestOnlyIfToldSo() {
    long before = families();
    StringBuilder file = new StringBuilder();
    for (int line = 1; line <= 8; line++) {
      file.append(
          line == 7
              ? files.line("7").replace("\"HEAD\"", "\"CHIEF\"")
              : files.line(String.valueOf(line)));
    }
    Answer refused = desk.upload("", "application/x-ndjson", file.toString()).expect(202);
    assertThat(refused.text("state")).isEqualTo("REFUSED");
    assertThat(ImportFiles.faults(refused.body()))
        .containsExactlyInAnyOrder(
            "7 members: one-head-required", "7 members[0].relation: value-unknown");
    assertThat(families()).isEqualTo(before);
    String id =
        desk.upload("?onError=SKIP", "application/x-ndjson", file.toString())
            .expect(202)
            .text("id");
    assertThat(files.awaitDone(id).get("loaded").asInt()).isEqualTo(7);
    assertThat(families()).isEqualTo(before + 7);
  }

  @Test
  void aDryRunChecksAndLoadsNothing() {
    long before = families();
    String file = files.line("1") + files.line("2") + "\n" + files.line("1");
    JsonNode checked = desk.upload("?dryRun=true", "application/x-ndjson", file).expect(202).body();
    assertThat(checked.get("state").asString()).isEqualTo("CHECKED");
    assertThat(checked.get("faults").toString())
        .isEqualTo(
            "[{\"row\":4,\"field\":\"familyKey\",\"code\":\"family-key-repeated\","
                + "\"message\":\"מפתח המשפחה מופיע בקובץ יותר מפעם אחת.\"}]");
    assertThat(families()).isEqualTo(before);
    String good = files.line("1") + files.line("2");
    desk.upload("?dryRun=true", "application/x-ndjson", good).expect(202);
    JsonNode done =
        files.awaitDone(desk.upload("", "application/x-ndjson", good).expect(202).text("id"));
    assertThat(done.get("loaded").asInt()).isEqualTo(2);
    JsonNode known = desk.upload("?dryRun=true", "application/x-ndjson", good).expect(202).body();
    assertThat(known.get("unchanged").asInt()).isEqualTo(2);
  }

  @Test
  void loadsAFamilyOnceThatStandsInTheFileTwice() {
    long before = families();
    String file = files.line("1") + files.line("2") + files.line("1");
    JsonNode done =
        files.awaitDone(
            desk.upload("?onError=SKIP", "application/x-ndjson", file).expect(202).text("id"));
    assertThat(done.get("loaded").asInt()).isEqualTo(2);
    assertThat(done.get("unchanged").asInt()).isEqualTo(1);
    assertThat(families()).isEqualTo(before + 2);
  }

  @Test
  void findsEveryFaultOfALineAndEchoesNothing() {
    String file =
        files
            .line("1")
            .replace("\"HEAD\"", "\"CHIEF\"")
            .replace("050-123-4567", "12-סוד")
            .replace("2015-03-01", "2999-01-01")
            .replace("IL.SOUTH.A2630.D1", "IL.SOUTH.A0070.D1")
            .replace("\"members\"", "\"nickname\": \"סודי\", \"members\"");
    Answer refused = desk.upload("", "application/x-ndjson", file).expect(202);
    assertThat(ImportFiles.faults(refused.body()))
        .containsExactlyInAnyOrder(
            "1 members: one-head-required",
            "1 members[0].relation: value-unknown",
            "1 members[1].birthDate: date-in-future",
            "1 nickname: field-unknown",
            "1 phone: phone-invalid");
    assertThat(refused.content()).doesNotContain("סוד", "2999");
    Answer elsewhere =
        desk.upload("", "application/x-ndjson", files.line("2").replace("A2630", "A0070"))
            .expect(202);
    assertThat(ImportFiles.faults(elsewhere.body())).containsExactly("1 unit: department-unknown");
  }

  @Test
  void refusesWhatCannotBeReadFromTheRowOn() {
    Answer unclosed =
        desk.upload(
                "?onError=SKIP",
                "text/csv",
                ImportFiles.HEADER + files.family("1") + "\"2" + "x".repeat(40_000))
            .expect(202);
    assertThat(unclosed.text("state")).isEqualTo("REFUSED");
    assertThat(ImportFiles.faults(unclosed.body())).containsExactly("4 : row-malformed");
    Answer garbage = desk.upload("", "application/x-ndjson", "{]\n" + files.line("2")).expect(202);
    assertThat(ImportFiles.faults(garbage.body())).containsExactly("1 : body-malformed");
    Answer bytes =
        desk.upload(
                "",
                "text/csv",
                (ImportFiles.HEADER + files.family("1"))
                    .getBytes(java.nio.charset.Charset.forName("windows-1255")))
            .expect(202);
    assertThat(bytes.text("state")).isEqualTo("REFUSED");
    assertThat(ImportFiles.faults(bytes.body()).getFirst()).endsWith(": encoding-invalid");
    desk.upload("", "text/csv", "familyKey,unit\n1,2\n").expect(400);
    desk.upload("", "text/csv", ImportFiles.HEADER.replace("sex", "sex,shoe") + "x\n")
        .faults(": csv-column-unknown");
    desk.upload("", "text/csv", "").faults(": csv-header-missing");
    desk.upload("", "application/json", "[]").expect(415);
    desk.upload("?onError=MAYBE", "text/csv", ImportFiles.HEADER).faults("onError: value-invalid");
    assertThat(receiving()).isZero();
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

  /** More than the service has threads to share. */
  @Test
  void takesAFileInThoughManyOthersAreSentSlowly() throws IOException {
    List<Socket> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 60; i++) {
        slow.add(begunToSend());
      }
      await().until(() -> receiving() == slow.size());
      String id = desk.upload("", "application/x-ndjson", files.line("1")).expect(202).text("id");
      assertThat(files.awaitDone(id).get("loaded").asInt()).isEqualTo(1);
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
    await().until(() -> receiving() == 0);
  }

  private Socket begunToSend() throws IOException {
    Socket socket = new Socket("localhost", port);
    String head =
        "POST /api/v1/family-imports HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/csv\r\n"
            + "Authorization: Bearer "
            + TestTokens.token("slow", Requests.DEPARTMENT, "family-social-worker")
            + "\r\nContent-Length: 4000\r\n\r\n";
    socket.getOutputStream().write((head + ImportFiles.HEADER).getBytes(StandardCharsets.UTF_8));
    socket.getOutputStream().flush();
    return socket;
  }

  private long receiving() {
    return number("select count(*) from family_import where state = 'RECEIVING'");
  }

  @Test
  void answersARepetitionWithItsKeyAndKeepsOneImport() {
    String file = files.line("1");
    Answer first =
        desk.upload("", "application/x-ndjson", file, "import-" + files.prefix).expect(202);
    Answer again =
        desk.upload("", "application/x-ndjson", file, "import-" + files.prefix).expect(202);
    assertThat(again.headers().getFirst("Idempotency-Replayed")).isEqualTo("true");
    assertThat(again.text("id")).isEqualTo(first.text("id"));
    desk.upload("", "application/x-ndjson", files.line("2"), "import-" + files.prefix).expect(422);
    files.awaitDone(first.text("id"));
    assertThat(receiving()).isZero();
  }

  @Test
  void showsAnImportToItsUnitAndLetsOnlyCaseWorkersImport() {
    String id =
        desk.upload("?dryRun=true", "application/x-ndjson", files.line("1")).expect(202).text("id");
    FamilyDesk.of(http, "IL.SOUTH.A0070.D1", "family-social-worker")
        .get("family-imports/" + id)
        .refuses(404, "import-not-found");
    FamilyDesk.of(http, "IL", "national-manager").get("family-imports/" + id).expect(200);
    for (String role : List.of("family-companion", "supervisor", "data-analyst")) {
      FamilyDesk.of(http, Requests.DEPARTMENT, role)
          .upload("", "text/csv", ImportFiles.HEADER)
          .expect(403);
    }
  }

  @Test
  void keepsNothingReadableOfAFile() {
    String file =
        files
            .line("1")
            .replace("سلمى", "קנריתיבוא")
            .replace("\"" + files.prefix, "\"מפתחקנרית" + files.prefix);
    files.awaitDone(desk.upload("", "application/x-ndjson", file).expect(202).text("id"));
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
