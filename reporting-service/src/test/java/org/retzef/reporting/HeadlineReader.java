package org.retzef.reporting;

import static org.awaitility.Awaitility.await;

import java.time.LocalDate;
import java.util.Objects;
import org.assertj.core.api.Assertions;
import org.retzef.platform.testing.TestTokens;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the headline over HTTP, as a client does. */
public record HeadlineReader(WebTestClient http) {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String MANAGER = TestTokens.token("manager-1", "IL", "national-manager");

  public JsonNode get(String uri) {
    byte[] body =
        http.get()
            .uri(uri)
            .headers(headers -> headers.setBearerAuth(MANAGER))
            .exchange()
            .expectStatus()
            .isOk()
            .expectBody()
            .returnResult()
            .getResponseBody();
    return JSON.readTree(Objects.requireNonNull(body));
  }

  public JsonNode item(String code, LocalDate asOf) {
    for (JsonNode item : get("/api/v1/reports/headline?asOf=" + asOf).get("items")) {
      if (item.get("code").asString().equals(code)) {
        return item;
      }
    }
    throw new AssertionError(code);
  }

  /** The figure of a day; 0 where nobody has said. */
  public long value(String code, LocalDate asOf) {
    JsonNode value = item(code, asOf).get("value");
    return value.isNull() ? 0 : value.asLong();
  }

  public void awaitValue(String code, LocalDate asOf, long expected) {
    await()
        .untilAsserted(() -> Assertions.assertThat(value(code, asOf)).as(code).isEqualTo(expected));
  }
}
