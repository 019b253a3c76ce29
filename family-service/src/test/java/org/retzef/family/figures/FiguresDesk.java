package org.retzef.family.figures;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.retzef.family.Api;
import org.retzef.family.registration.Requests;
import org.retzef.platform.testing.TestTokens;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** Departments of their own, with families in tracks, and what is counted of them. */
record FiguresDesk(WebTestClient http) {

  Api national() {
    return new Api(http, TestTokens.token("n-1", "IL", "national-manager"));
  }

  JsonNode total(String unit, String day) {
    return national().get("/units/" + unit + "/figures?asOf=" + day).body().get("total");
  }

  static Map<String, Long> flat(JsonNode figures) {
    Map<String, Long> flat = new HashMap<>();
    figures
        .properties()
        .forEach(
            entry -> {
              if (!entry.getKey().equals("active")) {
                flat.put(entry.getKey(), entry.getValue().asLong());
              }
            });
    figures
        .get("active")
        .values()
        .forEach(
            row -> flat.put("active " + row.get("track").asString(), row.get("families").asLong()));
    return flat;
  }

  long figure(String unit, String name) {
    return national().get("/units/" + unit + "/figures").body().get("total").get(name).asLong();
  }

  String newDepartment(String label) {
    return newUnit("IL.SOUTH.A2560." + label);
  }

  String newUnit(String path) {
    assertThat(
            national()
                .post("/units", "{\"path\": \"%s\", \"nameHe\": \"יחידה\"}".formatted(path))
                .status())
        .isEqualTo(201);
    return path;
  }

  Api workerOf(String department) {
    return new Api(http, TestTokens.token("w-1", department, "family-social-worker"));
  }

  String registered(String department) {
    return registered(department, Requests.ofOthers(Map.of(Requests.DEPARTMENT, department)));
  }

  String registered(String department, String family) {
    return workerOf(department).post("/families", family).text("id");
  }

  String enrol(String family, String department, String track, String startDate) {
    Api.Answer enrolled =
        workerOf(department)
            .post(
                "/families/" + family + "/enrolments",
                "{\"track\": \"%s\", \"startDate\": \"%s\"}".formatted(track, startDate));
    assertThat(enrolled.status()).isEqualTo(201);
    return enrolled.text("id");
  }
}
