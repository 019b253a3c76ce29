package org.retzef.rights.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Year;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.retzef.platform.outbox.Commands;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestEvent;
import org.retzef.platform.testing.TestEvents;
import org.retzef.platform.testing.TestTokens;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@RetzefIT
class RightsCatalogueIT {

  private static final String WORKER =
      TestTokens.token("w-1", "IL.SOUTH.A2630.D1", "family-social-worker");

  /** Other tests publish rights of their own into the same database. */
  private static final String OURS = "code !~ '^(TEST|EMERGENCY)_'";

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;
  @Autowired private JsonMapper json;
  @Autowired private Commands commands;
  @Autowired private RightChecking checking;
  @Autowired private RightPublication publication;
  @Autowired private RightsReferenceData referenceData;

  @Test
  void publishesTheKnownRightsOnceAndTellsEach() {
    assertThat(count("right_version where version = 1 and " + OURS)).isEqualTo(78);
    assertThat(
            count(
                "outbox where type = 'org.retzef.right.published.v1' and agg_version = 1 and "
                    + OURS.replace("code", "aggregate_id")))
        .isEqualTo(78);
    long versions = count("right_version");
    long news = count("outbox");
    referenceData.run(new DefaultApplicationArguments());
    assertThat(count("right_version")).isEqualTo(versions);
    assertThat(count("outbox")).isEqualTo(news);
  }

  @Test
  void keepsEveryRightAsItStandsInTheReferenceFiles() {
    for (Right right : ReferenceFiles.rights(json)) {
      if (!right.code().equals("WATER_DISCOUNT")) { // another test publishes it anew
        JsonNode shown = body(get(WORKER, "/api/v1/rights/" + right.code()));
        JsonNode written = json.valueToTree(right);
        written
            .propertyNames()
            .forEach(name -> assertThat(shown.get(name)).as(name).isEqualTo(written.get(name)));
      }
    }
  }

  @Test
  void publishesANewVersionInPlaceOfTheOldOne() {
    Right water =
        ReferenceFiles.rights(json).stream()
            .filter(right -> right.code().equals("WATER_DISCOUNT"))
            .findFirst()
            .orElseThrow();
    try (var events = TestEvents.on("retzef.rights.events")) {
      int version =
          commands.run(() -> publication.publish(checking.require(water), null, "test")).block();
      TestEvent told =
          events
              .await(
                  1,
                  event ->
                      event.subject().equals("WATER_DISCOUNT")
                          && event.json().contains("\"version\":" + version))
              .getFirst();
      assertThat(told.type()).isEqualTo("org.retzef.right.published.v1");
      assertThat(told.json()).doesNotContain(water.nameHe(), water.benefitEn());
      get(WORKER, "/api/v1/rights/WATER_DISCOUNT")
          .expectHeader()
          .valueEquals(HttpHeaders.ETAG, "\"" + version + "\"");
      JsonNode history = body(get(WORKER, "/api/v1/rights/WATER_DISCOUNT/versions")).get("items");
      assertThat(history).hasSize(version);
      assertThat(history.get(version - 2).get("replacedOn"))
          .isEqualTo(history.get(version - 1).get("publishedOn"));
      assertThat(history.get(version - 1).get("replacedOn").isNull()).isTrue();
    }
  }

  @Test
  void showsARightWithItsConditionsStepsAndSource() {
    get(WORKER, "/api/v1/rights/ARNONA_SINGLE_PARENT")
        .expectStatus()
        .isOk()
        .expectHeader()
        .valueEquals(HttpHeaders.ETAG, "\"1\"")
        .expectBody()
        .jsonPath("$.nameHe")
        .isEqualTo("הנחה בארנונה להורה עצמאי")
        .jsonPath("$.conditions[1].fact")
        .isEqualTo("household.isSingleParent")
        .jsonPath("$.conditions[1].op")
        .isEqualTo("eq")
        .jsonPath("$.conditions[1].value")
        .isEqualTo(true)
        .jsonPath("$.conditions[2].anyOf[1][1].unit")
        .isEqualTo("years")
        .jsonPath("$.stepsEn.length()")
        .isEqualTo(2)
        .jsonPath("$.sourceUrl")
        .value(url -> assertThat((String) url).startsWith("https://"))
        .jsonPath("$.figuresYear")
        .isEqualTo(2025)
        .jsonPath("$.version")
        .isEqualTo(1);
  }

  @Test
  void listsAllRightsByCodeWithoutTheirConditions() {
    List<JsonNode> all = all("/api/v1/rights?limit=30");
    assertThat(all).extracting(right -> right.get("code").asString()).isSorted();
    assertThat(all).filteredOn(right -> isOurs(right.get("code").asString())).hasSize(78);
    assertThat(all)
        .allSatisfy(
            right -> {
              assertThat(right.get("nameHe").asString()).isNotBlank();
              assertThat(right.has("conditions")).isFalse();
            });
  }

  @Test
  void listsTheRightsOfOneCategory() {
    assertThat(all("/api/v1/rights?category=DEBT&limit=1"))
        .extracting(right -> right.get("code").asString())
        .containsExactly("EXECUTION_CONSOLIDATION", "INSOLVENCY_ORDER");
    get(WORKER, "/api/v1/rights?category=WEALTH")
        .expectStatus()
        .isBadRequest()
        .expectBody()
        .jsonPath("$.errors[0].field")
        .isEqualTo("category");
  }

  @Test
  void showsFiguresOlderThanAYearAsOutdated() {
    int thisYear = Year.now(ZoneId.of("Asia/Jerusalem")).getValue();
    for (JsonNode right : all("/api/v1/rights?limit=200")) {
      JsonNode year = right.get("figuresYear");
      assertThat(right.get("figuresOutdated").asBoolean())
          .as(right.get("code").asString())
          .isEqualTo(!year.isNull() && year.asInt() < thisYear - 1);
    }
    assertThat(
            body(get(WORKER, "/api/v1/rights/CHILD_ALLOWANCE")).get("figuresOutdated").asBoolean())
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/rights/NO_SUCH_RIGHT",
        "/api/v1/rights/legal_aid",
        "/api/v1/rights/NO_SUCH_RIGHT/versions",
        "/api/v1/rights/x' or '1'='1"
      })
  void doesNotFindWhatIsNotInTheCatalogue(String address) {
    get(WORKER, address)
        .expectStatus()
        .isNotFound()
        .expectBody()
        .jsonPath("$.code")
        .isEqualTo("right-not-found");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/rights?limit=0",
        "/api/v1/rights?limit=201",
        "/api/v1/rights?cursor=!!",
        "/api/v1/rights/LEGAL_AID/versions?cursor=bm9uc2Vuc2U"
      })
  void refusesPagesThatThereAreNot(String address) {
    get(WORKER, address).expectStatus().isBadRequest();
  }

  @ParameterizedTest
  @ValueSource(strings = {"auditor", "vendor", "partner", "family"})
  void showsTheCatalogueToStaffAlone(String role) {
    String token = TestTokens.token("x", "IL", role);
    get(token, "/api/v1/rights").expectStatus().isForbidden();
    get(token, "/api/v1/rights/LEGAL_AID").expectStatus().isForbidden();
    get(token, "/api/v1/rights/LEGAL_AID/versions").expectStatus().isForbidden();
    http.get().uri("/api/v1/rights").exchange().expectStatus().isUnauthorized();
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE"})
  void letsNobodyWriteYet(String method) {
    http.method(HttpMethod.valueOf(method))
        .uri("/api/v1/rights/LEGAL_AID")
        .headers(headers -> headers.setBearerAuth(TestTokens.token("r", "IL", "rights-editor")))
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue("{}")
        .exchange()
        .expectStatus()
        .isForbidden();
  }

  @Test
  void exportsTheCatalogueForOpenReferral() {
    JsonNode export = body(get(WORKER, "/api/v1/rights/export?format=hsds"));
    assertThat(export.get("total_items").asInt()).isEqualTo(export.get("contents").size());
    assertThat(export.get("contents")).hasSizeGreaterThanOrEqualTo(78);
    assertThat(body(get(WORKER, "/api/v1/rights/export?format=hsds")).get("contents"))
        .isEqualTo(export.get("contents"));
    String ngo =
        TestTokens.of("ngo").unit("IL").roles("partner").claim("scope", "rights:read").signed();
    get(ngo, "/api/v1/rights/export?format=hsds").expectStatus().isOk();
    get(WORKER, "/api/v1/rights/export?format=xml").expectStatus().isBadRequest();
  }

  @Test
  void servesItsOpenApiAndItsHealth() {
    http.get()
        .uri("/docs/openapi/rights-service.json")
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.openapi")
        .value(version -> assertThat((String) version).startsWith("3.1"))
        .jsonPath("$.paths['/api/v1/rights/{code}'].get")
        .exists();
    http.get().uri("/actuator/health/readiness").exchange().expectStatus().isOk();
  }

  private static boolean isOurs(String code) {
    return !code.matches("(TEST|EMERGENCY)_.*");
  }

  private List<JsonNode> all(String address) {
    List<JsonNode> items = new ArrayList<>();
    String cursor = "";
    while (cursor != null) {
      JsonNode page = body(get(WORKER, address + cursor));
      page.get("items").forEach(items::add);
      JsonNode next = page.get("next");
      cursor = next.isNull() ? null : "&cursor=" + next.asString();
    }
    return items;
  }

  private JsonNode body(WebTestClient.ResponseSpec response) {
    return json.readTree(
        response.expectStatus().isOk().expectBody().returnResult().getResponseBody());
  }

  private long count(String from) {
    return database
        .sql("select count(*) as n from " + from)
        .map(row -> row.get("n", Long.class))
        .one()
        .block();
  }

  private WebTestClient.ResponseSpec get(String token, String address) {
    return http.get().uri(address).headers(headers -> headers.setBearerAuth(token)).exchange();
  }
}
