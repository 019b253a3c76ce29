package org.retzef.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import tools.jackson.databind.JsonNode;

/**
 * What people take out of the system as files, as text that can be searched, each by its path; and
 * what else is read outside of casework.
 */
final class Exports {

  private static final String MINUTES =
      """
      {"unit": "IL.SOUTH", "committeeHe": "%1$s", "logos": ["א", "ב"], "heldOn": "2020-03-01",
       "attendance": [{"body": "MINISTRY", "seats": 1, "present": 1}],
       "updates": [{"textHe": "%1$s"}],
       "decisions": [{"textHe": "%1$s", "tasks": [
         {"textHe": "%1$s", "owner": "%1$s", "dueOn": "2020-05-01"}]}]}
      """;

  private static final String COURSE =
      """
      {"code": "EXPORT_%s", "nameHe": "%s", "nameEn": "Export", "language": "he",
       "audience": ["SOCIAL_WORKER"], "hours": 3}
      """;

  private static final String SESSION =
      """
      {"courseId": "%s", "unit": "IL.SOUTH.A2630.D1", "mode": "REMOTE",
       "startsAt": "%sT07:00:00Z", "minutes": 60, "capacity": 15, "programmes": ["NOSHMIM"]}
      """;

  /** Typed in where it may stand in a file, so that the search is seen to read the files. */
  private static final String TYPED = "אנייתמפרש";

  private final Platform platform;
  private final PromisedFiles promised;
  private final Caller national;
  private final Map<String, String> texts = new LinkedHashMap<>();
  private final Set<String> got = new TreeSet<>();

  private Exports(Platform platform) {
    this.platform = platform;
    promised = PromisedFiles.by(platform);
    national = new Caller(platform, "national");
  }

  /** Of each kind of file that the API's documents promise at least one, or it is said why not. */
  static Map<String, String> all(Platform platform, Agreement agreement) {
    var exports = new Exports(platform);
    assertThat(exports.promised.all())
        .as("each is searched, or it is said why not")
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(PromisedFiles.SEARCHED.stream(), PromisedFiles.LEFT_OUT.keySet().stream())
                .toList());
    exports.get(agreement);
    assertThat(exports.got).containsExactlyInAnyOrderElementsOf(PromisedFiles.SEARCHED);
    return exports.texts;
  }

  private void get(Agreement agreement) {
    figures();
    rows(agreement);
    money();
    whatWasTyped();
    countsAreReleased();
    Caller analyst = new Caller(platform, "analyst");
    for (String path :
        List.of(
            "/api/v1/reports/headline",
            "/api/v1/proof",
            "/api/v1/contradictions",
            "/api/v1/sharing-agreements",
            "/api/v1/shared-sets/" + agreement.code())) {
      read(analyst, path);
    }
    String siteUse = "/api/v1/reports/site-use/rows?from=2020-01-01&format=";
    file(analyst, siteUse + "csv");
    file(analyst, siteUse + "xlsx");
    Caller auditor = new Caller(platform, "auditor");
    read(auditor, "/api/v1/audit?limit=200");
    read(auditor, "/api/v1/sharing-agreements/bureau-log?limit=200");
  }

  private void read(Caller caller, String path) {
    texts.put(path, caller.get(path).expect(200).response().body());
  }

  private void file(Caller caller, String path) {
    HttpResponse<byte[]> file = caller.file(path);
    String type = file.headers().firstValue("Content-Type").orElseThrow();
    got.add(promised.got(path, type));
    texts.put(
        path,
        type.endsWith("spreadsheetml.sheet")
            ? unzipped(file.body())
            : text(file.body()).replace("\r\n ", "")); // lines of a calendar go on so
  }

  /** Today, or within the week before. */
  private void countsAreReleased() {
    assertThat(national.post("/api/v1/shared-sets", "{}").status()).isIn(201, 409);
  }

  private void rows(Agreement agreement) {
    for (String kind : List.of("/extracts", "/bureau-transfers")) {
      String path = agreement.path() + kind;
      String id = national.post(path, "{}").expect(201).text("id");
      file(national, path + "/" + id + "/rows");
    }
    String linkages = agreement.path() + "/linkages";
    String link = "{\"committeeKey\": \"%s\"}".formatted(CommitteeKey.text());
    String linked = national.post(linkages, link).expect(201).text("id");
    file(national, linkages + "/" + linked + "/rows");
    read(national, national.post(agreement.path() + "/screen", "{}").expect(201).text("path"));
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
    file(national, extracts + "/" + frozen + "/rows");
    for (String code : List.of("families_registered", "money_paid", "receipt_sms_sent")) {
      read(national, "/api/v1/lineage/" + code + "?limit=200");
    }
  }

  /** The books since 2020 in both formats, and the statement of an account of each kind. */
  private void money() {
    Caller basket = new Caller(platform, "basket");
    String books = "/api/v1/ledger/exports?from=2020-01-01&to=" + Platform.today() + "&format=";
    file(basket, books + "csv");
    file(basket, books + "xlsx");
    for (String kind : List.of("available", "spent", "source")) {
      String accounts = "/api/v1/ledger/accounts?limit=1&prefix=" + kind + "/";
      for (JsonNode account : basket.get(accounts).expect(200).body().get("items")) {
        read(basket, "/api/v1/ledger/accounts/" + account.get("id").asString() + "/statement");
      }
    }
  }

  /**
   * Each plan of services in both formats, the minutes of a meeting and the invitation to a
   * session. They hold what people typed into them, so that the search sees their texts; of
   * families there is nothing.
   */
  private void whatWasTyped() {
    List<String> typed = new ArrayList<>();
    String plan = plan();
    for (JsonNode one :
        national.get("/api/v1/service-plans?limit=200").expect(200).body().get("items")) {
      String export = "/api/v1/service-plans/" + one.get("id").asString() + "/export?format=";
      file(national, export + "csv");
      file(national, export + "xlsx");
    }
    typed.add(plan + "/export?format=csv");
    typed.add(plan + "/export?format=xlsx");
    String meetings = "/api/v1/steering-meetings";
    String meeting = national.post(meetings, MINUTES.formatted(TYPED)).expect(201).text("id");
    typed.add(meetings + "/" + meeting + "/minutes");
    file(national, typed.getLast());
    typed.add(session() + "/invitation");
    file(national, typed.getLast());
    var search = new PlantedWords(List.of(TYPED));
    assertThat(texts.entrySet())
        .filteredOn(file -> !search.foundIn(file.getValue()).isEmpty())
        .as("the typed texts are in them")
        .extracting(Map.Entry::getKey)
        .containsAll(typed);
  }

  /** One of the year that no other test plans. */
  private String plan() {
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
            "{\"status\": \"SKIPPED\", \"note\": \"%s\", \"entries\": []}".formatted(TYPED),
            "\"%s\"".formatted(authority.get(station).expect(200).text("version")))
        .expect(200);
    return plan;
  }

  /** Of a course that nobody has heard of. */
  private String session() {
    Caller training = new Caller(platform, "training");
    String code = Long.toString(System.nanoTime(), 36).toUpperCase(Locale.ROOT);
    String course =
        training.post("/api/v1/courses", COURSE.formatted(code, TYPED)).expect(201).text("id");
    String session = SESSION.formatted(course, Platform.today().plusDays(30));
    return "/api/v1/sessions/" + training.post("/api/v1/sessions", session).expect(201).text("id");
  }

  /** Every figure of the catalogue by department, in each format. */
  private void figures() {
    List<String> codes = new ArrayList<>();
    for (JsonNode item : national.get("/api/v1/indicators").expect(200).body().get("items")) {
      codes.add(item.get("code").asString());
    }
    assertThat(codes).hasSizeGreaterThan(50);
    for (String code : codes) {
      for (String format : List.of("csv", "xlsx", "sdmx-json")) {
        file(national, "/api/v1/exports/" + code + "?by=department&format=" + format);
      }
    }
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
