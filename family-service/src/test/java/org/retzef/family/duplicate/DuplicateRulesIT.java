package org.retzef.family.duplicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.retzef.family.duplicate.DuplicateDesk.HERE;
import static org.retzef.family.duplicate.DuplicateDesk.WORKER;
import static org.retzef.family.duplicate.DuplicateDesk.family;

import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestTokens;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Families are compared by rules that may change from a day on. */
@RetzefIT
class DuplicateRulesIT {

  private static final String NATIONAL = TestTokens.token("n-1", "IL", "national-manager");

  @Autowired private WebTestClient http;
  @Autowired private JsonMapper json;
  private DuplicateDesk desk;

  @BeforeEach
  void openTheDesk() {
    desk = new DuplicateDesk(http);
  }

  @Test
  void comparesByRulesThatAreChangedWithoutARelease() {
    String one =
        desk.registered(WORKER, family(HERE, "ענת", "טייב", null, "1988-10-20", "0501170001"));
    desk.registered(WORKER, family(HERE, "ענת", "טייב", null, "1988-10-20", "0501170002"));
    JsonNode before = rules("");
    String day = before.get("validFrom").asString();
    String version = "\"" + before.get("version").asLong() + "\"";
    String strict = changed(before, 99);
    putRules(NATIONAL, null, strict).expectStatus().isEqualTo(428);
    putRules(NATIONAL, "\"77\"", strict)
        .expectStatus()
        .isEqualTo(412)
        .expectBody()
        .jsonPath("$.current.showFrom")
        .isEqualTo(before.get("showFrom").asInt());
    putRules(NATIONAL, version, strict.replace("SAME_PHONE", "SAME_ADDRESS"))
        .expectStatus()
        .isBadRequest()
        .expectBody()
        .jsonPath("$.errors[0].code")
        .isEqualTo("duplicate-rules-incomplete");
    putRules(NATIONAL, version, strict.replaceFirst("2[0-9]{3}-", "1999-"))
        .expectStatus()
        .isBadRequest();
    putRules(WORKER, version, strict).expectStatus().isForbidden();
    assertThat(desk.duplicates(WORKER, one)).hasSize(1);
    putRules(NATIONAL, version, strict).expectStatus().isOk();
    try {
      assertThat(desk.duplicates(WORKER, one)).isEmpty();
      assertThat(rules("").get("changedBy").asString()).isEqualTo("n-1");
      assertThat(rules("?asOf=" + day).get("version").asLong())
          .isEqualTo(before.get("version").asLong());
    } finally {
      String now = "\"" + rules("").get("version").asLong() + "\"";
      putRules(NATIONAL, now, changed(before, before.get("showFrom").asInt()))
          .expectStatus()
          .isOk();
    }
    assertThat(desk.duplicates(WORKER, one)).hasSize(1);
  }

  private static String changed(JsonNode rules, int showFrom) {
    return "{\"validFrom\": \"%s\", \"showFrom\": %d, \"rules\": %s}"
        .formatted(LocalDate.now(ZoneId.of("Asia/Jerusalem")), showFrom, rules.get("rules"));
  }

  private JsonNode rules(String query) {
    byte[] body =
        http.get()
            .uri("/api/v1/duplicate-rules" + query)
            .headers(headers -> headers.setBearerAuth(NATIONAL))
            .exchange()
            .expectStatus()
            .isOk()
            .expectBody()
            .returnResult()
            .getResponseBody();
    return json.readTree(body);
  }

  private WebTestClient.ResponseSpec putRules(String token, String version, String body) {
    return http.put()
        .uri("/api/v1/duplicate-rules")
        .headers(
            headers -> {
              headers.setBearerAuth(token);
              if (version != null) {
                headers.setIfMatch(version);
              }
            })
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue(body)
        .exchange();
  }
}
