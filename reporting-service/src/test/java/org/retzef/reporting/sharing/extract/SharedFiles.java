package org.retzef.reporting.sharing.extract;

import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.retzef.reporting.sharing.Families;
import org.retzef.reporting.sharing.Ministry;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Files of rows that agreements give out, and the families that stand in them. */
record SharedFiles(WebTestClient http, DatabaseClient database) {

  static final String AUTHORITY = "IL.HAIFA_NORTH.A7801";
  static final LocalDate START = LocalDate.of(2021, 2, 1);

  /** The data committee's, of which tests know. */
  static final String KEY = base64(new byte[32]);

  Ministry ministry() {
    return new Ministry(http);
  }

  /** By law, of one authority, and rows go back. */
  static ObjectNode terms(String partner) {
    ObjectNode terms = Ministry.terms(partner).put("unit", AUTHORITY);
    terms.withObject("answers").put("wholePicture", false);
    return terms;
  }

  /** Enrolled in the authority's department, and told of. */
  void families(int count) {
    long before = known();
    try (Families families = new Families()) {
      families.enrolled(count, AUTHORITY + ".D1", "NOSHMIM", START);
    }
    await().until(() -> known() == before + count);
  }

  private long known() {
    return Objects.requireNonNull(
        database
            .sql(
                """
                select count(*) from shared_family
                 where household #>> '{home,unit}' = 'IL.HAIFA_NORTH.A7801.D1'
                   and household -> 'enrolments' <> '{}'
                """)
            .mapValue(Long.class)
            .one()
            .block());
  }

  /** As text. */
  String file(String uri, String token) {
    return new String(
        Objects.requireNonNull(
            http.get()
                .uri(uri)
                .headers(headers -> headers.setBearerAuth(token))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .returnResult()
                .getResponseBody()),
        StandardCharsets.UTF_8);
  }

  /** Makes a file; answers its id. */
  String made(String files) {
    return ministry().send("POST", files, Ministry.MANAGER, null, null, 201).get("id").asString();
  }

  /**
   * Links an agreement's rows by the committee's key.
   *
   * @param with another agreement; null for a source outside
   * @return where its rows are
   */
  String linkage(String code, @Nullable String with) {
    Map<String, String> request = new HashMap<>(Map.of("committeeKey", KEY));
    if (with != null) {
      request.put("with", with);
    }
    String base = "/api/v1/sharing-agreements/" + code + "/linkages";
    JsonNode made = ministry().send("POST", base, Ministry.MANAGER, request, null, 201);
    return base + "/" + made.get("id").asString() + "/rows";
  }

  JsonNode link(String base, String with, String key, int expected) {
    return ministry()
        .send(
            "POST",
            base,
            Ministry.MANAGER,
            Map.of("with", with, "committeeKey", key),
            null,
            expected);
  }

  /** As the committee writes its key. */
  static String base64(byte[] key) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(key);
  }
}
