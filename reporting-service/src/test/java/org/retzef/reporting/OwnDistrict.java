package org.retzef.reporting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.retzef.platform.testing.TestTokens;
import org.retzef.reporting.figure.WholeProof;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.junit.jupiter.SpringExtension;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A district of a test's own, so that nothing else is counted in it: tells events of it, and asks
 * for its figures as the national manager. As text it is its path. A field with
 * {@code @RegisterExtension} has one for each test.
 */
public final class OwnDistrict implements BeforeEachCallback, AfterEachCallback {

  /** The day whose figures are asked for, unless a test names another. */
  public static final LocalDate DAY = LocalDate.of(2019, 3, 10);

  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration COUNTED_WITHIN = Duration.ofSeconds(30);

  private final String path = "IL.D" + UUID.randomUUID().toString().substring(0, 8).toUpperCase();
  private final String manager = TestTokens.token("m-1", "IL", "national-manager");
  private final Feed feed = new Feed();
  private ApplicationContext service;
  private WebTestClient http;

  @Override
  public void beforeEach(ExtensionContext test) {
    service = SpringExtension.getApplicationContext(test);
    http = service.getBean(WebTestClient.class);
  }

  public Feed feed() {
    return feed;
  }

  /**
   * @param type without {@code org.retzef.} and {@code .v1}
   */
  public void tell(String type, UUID subject, String json) {
    feed.tell(feed.next("org.retzef." + type + ".v1", subject.toString(), json));
  }

  /** A family of its first authority moves to the second one: on that day, whenever it is told. */
  public void transferred(UUID family, LocalDate day) {
    String json =
        "{\"familyId\": \"%1$s\", \"fromUnit\": \"%2$s.A1.D1\", \"unit\": \"%2$s.A2.D1\"}"
            .formatted(family, path);
    feed.tell(
        Feed.at(
            day.atTime(12, 0).toInstant(ZoneOffset.UTC),
            feed.next("org.retzef.family.transferred.v1", family.toString(), json)));
  }

  /** The question's end: the district's figures of the day. */
  public String where() {
    return "unit=" + path + "&to=" + DAY;
  }

  public JsonNode get(String uri) {
    return get(manager, uri);
  }

  public JsonNode get(String token, String uri) {
    return JSON.readTree(
        exchange(token, uri).expectStatus().isOk().expectBody().returnResult().getResponseBody());
  }

  public WebTestClient.ResponseSpec exchange(String uri) {
    return exchange(manager, uri);
  }

  public WebTestClient.ResponseSpec exchange(String token, String uri) {
    return http.get().uri(uri).headers(headers -> headers.setBearerAuth(token)).exchange();
  }

  public void awaitTotal(String code, long value) {
    await()
        .atMost(COUNTED_WITHIN)
        .untilAsserted(
            () ->
                assertThat(get(code + "?" + where()).get("total").get("value").asLong())
                    .isEqualTo(value));
  }

  public void awaitItems(String uri, String... expected) {
    await()
        .atMost(COUNTED_WITHIN)
        .untilAsserted(() -> assertThat(items(uri)).containsExactly(expected));
  }

  /** Each part of a breakdown with its value. */
  public List<String> items(String uri) {
    return itemsOf(get(uri + where()));
  }

  public static List<String> itemsOf(JsonNode answer) {
    List<String> items = new ArrayList<>();
    for (JsonNode item : answer.get("items")) {
      items.add(item.get("key").asString() + " " + item.get("value").asLong());
    }
    return items;
  }

  public static List<String> amountsByKey(JsonNode answer) {
    List<String> items = new ArrayList<>();
    for (JsonNode item : answer.get("items")) {
      items.add(item.get("key").asString() + " " + item.get("amount").asString());
    }
    return items;
  }

  /** What the rows behind a figure add up to. */
  public static long amounts(JsonNode rows) {
    long sum = 0;
    for (JsonNode row : rows.get("items")) {
      sum += row.get("amount").asLong();
    }
    return sum;
  }

  /** Whatever was told, the aggregates are what the facts say. */
  @Override
  public void afterEach(ExtensionContext test) {
    feed.close();
    assertThat(new WholeProof(service).difference()).isZero();
  }

  @Override
  public String toString() {
    return path;
  }
}
