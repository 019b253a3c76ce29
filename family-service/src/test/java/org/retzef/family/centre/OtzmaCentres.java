package org.retzef.family.centre;

import static org.assertj.core.api.Assertions.assertThat;

import org.retzef.family.Api;
import org.retzef.platform.testing.TestTokens;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** Otzma centres in departments of their own, their workers, and who comes and is counted. */
record OtzmaCentres(WebTestClient http) {

  Api national() {
    return new Api(http, TestTokens.token("n-1", "IL", "national-manager"));
  }

  String newDepartment(String label) {
    return newUnit("IL.SOUTH.A2200." + label);
  }

  String newUnit(String path) {
    assertThat(
            national()
                .post(
                    "/units",
                    """
                    {"path": "%s", "nameHe": "יחידה", "openedOn": "2020-01-01"}
                    """
                        .formatted(path))
                .status())
        .isEqualTo(201);
    return path;
  }

  Api worker(String centre) {
    return new Api(http, TestTokens.token("o-1", centre, "otzma-worker"));
  }

  static String person(String givenName, String nationalId) {
    return """
    {"givenName": "%s", "familyName": "לדוגמה", "nationalId": %s, "birthDate": "1970-01-02",
     "sex": "UNKNOWN", "joinedOn": "2026-01-15"}
    """
        .formatted(givenName, nationalId == null ? "null" : "\"" + nationalId + "\"");
  }

  static JsonNode figures(Api api, String unit) {
    return api.get("/centres/" + unit + "/figures?from=2026-01-01&until=2026-12-31").body();
  }

  long unitFigure(String unit, String name) {
    return national().get("/units/" + unit + "/figures").body().get("total").get(name).asLong();
  }
}
