package org.retzef.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * The files that the documents of the API promise, each as method, path and type; whatever is told
 * as JSON is no file.
 */
record PromisedFiles(Set<String> all) {

  private static final String XLSX =
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

  /** Those that are searched for planted words. */
  static final List<String> SEARCHED =
      List.of(
          "GET /api/v1/exports/{code} text/csv",
          "GET /api/v1/exports/{code} " + XLSX,
          "GET /api/v1/exports/{code} application/vnd.sdmx.data+json;version=2.0.0",
          "GET /api/v1/ledger/exports text/csv",
          "GET /api/v1/ledger/exports " + XLSX,
          "GET /api/v1/reports/extracts/{id}/rows text/csv",
          "GET /api/v1/reports/site-use/rows text/csv",
          "GET /api/v1/reports/site-use/rows " + XLSX,
          "GET /api/v1/service-plans/{planId}/export text/csv",
          "GET /api/v1/service-plans/{planId}/export " + XLSX,
          "GET /api/v1/sessions/{id}/invitation text/calendar",
          "GET /api/v1/sharing-agreements/{code}/bureau-transfers/{id}/rows text/csv",
          "GET /api/v1/sharing-agreements/{code}/extracts/{id}/rows text/csv",
          "GET /api/v1/sharing-agreements/{code}/linkages/{id}/rows text/csv",
          "GET /api/v1/steering-meetings/{id}/minutes text/html");

  /** Those that are not, and why. */
  static final Map<String, String> LEFT_OUT =
      Map.of(
          "GET /api/v1/courses/{id}/deck application/pdf",
          "the slides that somebody has uploaded",
          "GET /api/v1/dashboards/changes text/event-stream",
          "tells that figures have changed, not which",
          "GET /api/v1/steering-meetings/logos/{id} image/png",
          "a picture that somebody has uploaded",
          "GET /api/v1/vouchers/{id}/document application/pdf",
          "names what was ordered: VoucherPapers",
          "POST /api/v1/partner-agreements/{partner}/linkage text/csv",
          "LinkageE2E reads each of its lines");

  private static final Set<String> NO_FILES =
      Set.of("application/json", "application/problem+json");

  static PromisedFiles by(Platform platform) {
    Set<String> all = new TreeSet<>();
    for (String service : ContractsE2E.SERVICES) {
      String address = platform.gateway() + "/docs/openapi/" + service + ".json";
      var document = Caller.send(HttpRequest.newBuilder(URI.create(address)).GET().build());
      document
          .expect(200)
          .body()
          .get("paths")
          .properties()
          .forEach(path -> all.addAll(below(path.getKey(), path.getValue())));
    }
    return new PromisedFiles(all);
  }

  private static List<String> below(String path, JsonNode methods) {
    List<String> files = new ArrayList<>();
    methods
        .properties()
        .forEach(
            method ->
                method.getValue().path("responses").values().stream()
                    .flatMap(answer -> answer.path("content").propertyNames().stream())
                    .filter(type -> !NO_FILES.contains(type))
                    .map(type -> method.getKey().toUpperCase() + " " + path + " " + bare(type))
                    .forEach(files::add));
    return files;
  }

  private static String bare(String type) {
    return type.replaceFirst("; *charset=.*", "");
  }

  /** Which of them was got there. */
  String got(String path, String type) {
    String asked = "GET " + path.replaceFirst("\\?.*", "") + " " + bare(type);
    List<String> matching =
        all.stream().filter(file -> pattern(file).matcher(asked).matches()).toList();
    assertThat(matching).as(asked).hasSize(1);
    return matching.getFirst();
  }

  private static Pattern pattern(String file) {
    return Pattern.compile(Pattern.quote(file).replaceAll("\\{[^}]+}", "\\\\E[^/ ]+\\\\Q"));
  }
}
