package org.retzef.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import tools.jackson.databind.JsonNode;

/** What people take out of the system as files, as text that can be searched. */
record Exports(Platform platform) {

  private static final String MINUTES =
      """
      {"unit": "IL.SOUTH", "committeeHe": "%1$s", "logos": ["א", "ב"], "heldOn": "2020-03-01",
       "attendance": [{"body": "MINISTRY", "seats": 1, "present": 1}],
       "updates": [{"textHe": "%1$s"}],
       "decisions": [{"textHe": "%1$s", "tasks": [
         {"textHe": "%1$s", "owner": "%1$s", "dueOn": "2020-05-01"}]}]}
      """;

  /** Each kind of file, and what else is read outside of casework, at least once. */
  Map<String, String> all(Agreement agreement) {
    Map<String, String> files = ofFigures();
    files.putAll(ofRows(agreement));
    files.putAll(ofMoney());
    files.putAll(ofPlansAndMeetings());
    countsAreReleased();
    Caller analyst = new Caller(platform, "analyst");
    for (String path :
        List.of(
            "/api/v1/reports/headline",
            "/api/v1/proof",
            "/api/v1/contradictions",
            "/api/v1/sharing-agreements",
            "/api/v1/reports/site-use/rows?from=2020-01-01",
            "/api/v1/shared-sets/" + agreement.code())) {
      files.put(path, analyst.get(path).expect(200).response().body());
    }
    String siteUse = "/api/v1/reports/site-use/rows?from=2020-01-01&format=xlsx";
    files.put("site-use.xlsx", unzipped(analyst.getFile(siteUse)));
    Caller auditor = new Caller(platform, "auditor");
    for (String path : List.of("/api/v1/audit", "/api/v1/sharing-agreements/bureau-log")) {
      files.put(path, auditor.get(path + "?limit=200").expect(200).response().body());
    }
    return files;
  }

  /** Today, or within the week before. */
  private void countsAreReleased() {
    int status = new Caller(platform, "national").post("/api/v1/shared-sets", "{}").status();
    assertThat(status).isIn(201, 409);
  }

  private Map<String, String> ofRows(Agreement agreement) {
    Caller national = new Caller(platform, "national");
    Map<String, String> files = new LinkedHashMap<>();
    for (String kind : List.of("/extracts", "/bureau-transfers")) {
      String path = agreement.path() + kind;
      String id = national.post(path, "{}").expect(201).text("id");
      files.put(path, text(national.getFile(path + "/" + id + "/rows")));
    }
    String linkages = agreement.path() + "/linkages";
    String link = "{\"committeeKey\": \"%s\"}".formatted(CommitteeKey.text());
    String linked = national.post(linkages, link).expect(201).text("id");
    files.put(linkages, text(national.getFile(linkages + "/" + linked + "/rows")));
    String screen = national.post(agreement.path() + "/screen", "{}").expect(201).text("path");
    files.put("screen", national.get(screen).expect(200).response().body());
    String extracts = "/api/v1/reports/extracts";
    String frozen =
        national
            .post(
                extracts,
                """
                {"indicators": ["families_registered", "money_paid"], "asOf": "%s"}
                """
                    .formatted(Platform.today().withDayOfMonth(1).minusDays(1)))
            .expect(201)
            .text("id");
    files.put(extracts, text(national.getFile(extracts + "/" + frozen + "/rows")));
    for (String code : List.of("families_registered", "money_paid", "receipt_sms_sent")) {
      String path = "/api/v1/lineage/" + code + "?limit=200";
      files.put(path, national.get(path).expect(200).response().body());
    }
    return files;
  }

  /** The books since 2020 in both formats, and the statement of an account of each kind. */
  private Map<String, String> ofMoney() {
    Caller basket = new Caller(platform, "basket");
    Map<String, String> files = new LinkedHashMap<>();
    String books = "/api/v1/ledger/exports?from=2020-01-01&to=" + Platform.today();
    files.put("books.csv", text(basket.getFile(books)));
    files.put("books.xlsx", unzipped(basket.getFile(books + "&format=xlsx")));
    for (String kind : List.of("available", "spent", "source")) {
      String accounts = "/api/v1/ledger/accounts?limit=1&prefix=" + kind + "/";
      for (JsonNode account : basket.get(accounts).expect(200).body().get("items")) {
        String path = "/api/v1/ledger/accounts/" + account.get("id").asString() + "/statement";
        files.put(path, basket.get(path).expect(200).response().body());
      }
    }
    return files;
  }

  /**
   * Each plan of services in both formats, and the minutes of a meeting. They hold what people
   * typed into them, so that the search sees their texts; of families there is nothing.
   */
  private Map<String, String> ofPlansAndMeetings() {
    String typed = "אנייתמפרש";
    Caller national = new Caller(platform, "national");
    String plan = plan(typed);
    Map<String, String> files = new LinkedHashMap<>();
    for (JsonNode one :
        national.get("/api/v1/service-plans?limit=200").expect(200).body().get("items")) {
      String path = "/api/v1/service-plans/" + one.get("id").asString() + "/export";
      files.put(path, text(national.getFile(path)));
      files.put(path + ".xlsx", unzipped(national.getFile(path + "?format=xlsx")));
    }
    String meetings = "/api/v1/steering-meetings";
    String meeting = national.post(meetings, MINUTES.formatted(typed)).expect(201).text("id");
    String minutes = meetings + "/" + meeting + "/minutes";
    files.put(minutes, text(national.getFile(minutes)));
    var search = new PlantedWords(List.of(typed));
    assertThat(files.entrySet())
        .filteredOn(file -> !search.foundIn(file.getValue()).isEmpty())
        .as("the typed texts are in them")
        .extracting(Map.Entry::getKey)
        .contains(plan + "/export", plan + "/export.xlsx", minutes);
    return files;
  }

  /** One of the year that no other test plans. */
  private String plan(String typed) {
    Caller authority = new Caller(platform, "authority");
    String plans = "/api/v1/service-plans";
    int year = Platform.today().getYear() + 3;
    authority.post(plans, "{\"unit\": \"IL.SOUTH.A2630\", \"year\": %d}".formatted(year));
    JsonNode found = authority.get(plans + "?year=" + year).expect(200).body().get("items").get(0);
    String plan = plans + "/" + found.get("id").asString();
    String station = plan + "/stations/1";
    authority
        .send(
            "PUT",
            station,
            "{\"status\": \"SKIPPED\", \"note\": \"%s\", \"entries\": []}".formatted(typed),
            "\"%s\"".formatted(authority.get(station).expect(200).text("version")))
        .expect(200);
    return plan;
  }

  /** Every figure of the catalogue by department, some of them in each format. */
  Map<String, String> ofFigures() {
    Caller national = new Caller(platform, "national");
    List<String> codes = new ArrayList<>();
    for (JsonNode item : national.get("/api/v1/indicators").expect(200).body().get("items")) {
      codes.add(item.get("code").asString());
    }
    assertThat(codes).hasSizeGreaterThan(50);
    Map<String, String> files = new LinkedHashMap<>();
    for (String code : codes) {
      String path = "/api/v1/exports/" + code + "?by=department&format=";
      files.put(code + ".csv", text(national.getFile(path + "csv")));
      if (files.size() < 10) {
        files.put(code + ".json", text(national.getFile(path + "sdmx-json")));
        files.put(code + ".xlsx", unzipped(national.getFile(path + "xlsx")));
      }
    }
    return files;
  }

  static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static String unzipped(byte[] workbook) {
    StringBuilder text = new StringBuilder();
    try {
      Path file = Files.write(Files.createTempFile("retzef", ".xlsx"), workbook);
      try (var zip = new ZipFile(file.toFile())) {
        for (ZipEntry entry : Collections.list(zip.entries())) {
          text.append(entry.getName()).append('\n');
          text.append(text(zip.getInputStream(entry).readAllBytes()));
        }
      }
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    assertThat(text).contains("sheet1.xml");
    return text.toString();
  }
}
