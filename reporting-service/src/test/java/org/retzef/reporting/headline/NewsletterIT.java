package org.retzef.reporting.headline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestEvent;
import org.retzef.reporting.Feed;
import org.retzef.reporting.HeadlineReader;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/**
 * All figures of the newsletter, out of events as the other services tell them, a hundred years
 * earlier.
 */
@RetzefIT
@Tag("whole-country")
class NewsletterIT {

  @Autowired private WebTestClient http;
  @Autowired private KafkaTemplate<String, byte[]> kafka;

  @Test
  void givesEveryFigureOfTheNewsletterOutOfRecords() {
    tell(new NewsletterYear().events());
    var reader = new HeadlineReader(http);
    await()
        .atMost(Duration.ofSeconds(120))
        .pollInterval(Duration.ofMillis(300))
        .untilAsserted(() -> assertThat(figures(reader)).containsAllEntriesOf(printed()));
    for (JsonNode item : headline(reader)) {
      assertThat(item.get("nameHe").asString()).matches(".*[א-ת].*");
      assertThat(item.get("nameEn").asString()).isNotBlank();
    }
    JsonNode share = reader.item("active_families_noshmim_share_of_plan", NewsletterYear.DAY);
    assertThat(share.get("numerator").asLong()).isEqualTo(2900);
    assertThat(share.get("denominator").asLong()).isEqualTo(3494);
    assertThat(share.get("planVersion").asInt()).isEqualTo(1);
    JsonNode harmed = reader.item("employed_before_and_harmed", NewsletterYear.DAY);
    assertThat(harmed.get("comparison").get("value").asString()).isEqualTo("46.1");
  }

  private static Map<String, Long> figures(HeadlineReader reader) {
    Map<String, Long> figures = new LinkedHashMap<>();
    for (JsonNode item : headline(reader)) {
      if (!item.get("value").isNull()) {
        figures.put(item.get("code").asString(), item.get("value").asLong());
      }
    }
    return figures;
  }

  private static JsonNode headline(HeadlineReader reader) {
    return reader.get("/api/v1/reports/headline?asOf=" + NewsletterYear.DAY).get("items");
  }

  private static Map<String, Long> printed() {
    try (var file = NewsletterIT.class.getResourceAsStream("/newsletter-2020.csv")) {
      Map<String, Long> printed = new LinkedHashMap<>();
      new String(file.readAllBytes(), UTF_8)
          .lines()
          .skip(1)
          .map(line -> line.split(","))
          .forEach(line -> printed.put(line[0], Long.parseLong(line[1])));
      assertThat(printed).hasSizeGreaterThan(23);
      return printed;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private void tell(List<TestEvent> events) {
    CompletableFuture.allOf(
            events.stream()
                .map(event -> kafka.send(record(event)))
                .toArray(CompletableFuture[]::new))
        .join();
  }

  private static ProducerRecord<String, byte[]> record(TestEvent event) {
    var record =
        new ProducerRecord<>(Feed.topic(event), event.subject(), event.json().getBytes(UTF_8));
    event.headers().forEach((name, value) -> record.headers().add(name, value.getBytes(UTF_8)));
    return record;
  }
}
