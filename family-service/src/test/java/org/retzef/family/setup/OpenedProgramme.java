package org.retzef.family.setup;

import static org.assertj.core.api.Assertions.assertThat;

import org.retzef.family.Api;
import org.retzef.platform.testing.TestTokens;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** Sets programmes up in departments that a test added, so that families can be enrolled there. */
public final class OpenedProgramme {

  private OpenedProgramme() {}

  /** Nothing where the set-up was started before. */
  public static void in(WebTestClient http, String department, String programme) {
    Api head = new Api(http, TestTokens.token("h-1", department, "department-head"));
    String unit = "/units/" + department;
    Api.Answer setup =
        head.post(unit + "/programme-setups", "{\"programme\": \"%s\"}".formatted(programme));
    if (setup.code().equals("set-up-started-already")) {
      return;
    }
    assertThat(setup.status()).isEqualTo(201);
    for (SharedRole.Role role : SharedRole.Role.values()) {
      head.post(
          unit + "/shared-roles",
          "{\"role\": \"%s\", \"holder\": \"h-1\", \"from\": \"2020-01-01\"}".formatted(role));
    }
    String path = unit + "/programme-setups/" + programme;
    String eTag = setup.eTag();
    for (JsonNode step : setup.body().get("steps").values()) {
      if (!step.get("code").asString().equals(ProgrammeSetup.BY_SHARED_ROLES)) {
        eTag =
            head.patch(
                    path + "/steps/" + step.get("code").asString(),
                    eTag,
                    "{\"doneOn\": \"2020-01-01\"}")
                .eTag();
      }
    }
    assertThat(head.post(path + "/opening", eTag, null).status()).isEqualTo(200);
  }
}
