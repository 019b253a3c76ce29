package org.retzef.reporting.fold;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestEvent;
import org.retzef.reporting.Feed;
import org.retzef.reporting.HeadlineReader;
import org.retzef.reporting.figure.WholeProof;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.test.web.reactive.server.WebTestClient;

/** What producers told is counted past the fold: what was never folded is missed. */
@RetzefIT
class ToldEventsIT {

  private static final String FAMILIES = "retzef.family.events";
  private static final String CODE = "active_families_noshmim";
  private static final LocalDate DAY = LocalDate.of(2009, 9, 9);

  @Autowired private WebTestClient http;
  @Autowired private FoldReaders readers;
  @Autowired private Editions editions;
  @Autowired private ToldWatch watch;
  @Autowired private KafkaAdmin kafka;
  @Autowired private MeterRegistry meters;
  @Autowired private ApplicationContext service;

  @Test
  void missesAnEventThatTheFoldHasLeftOut() throws Exception {
    var headline = new HeadlineReader(http);
    long others = headline.value(CODE, DAY);
    try (var feed = new Feed()) {
      feed.tell(enrolled(feed));
      headline.awaitValue(CODE, DAY, others + 1);
      Map<String, Long> before = ofFamilies(headline);

      readers.stop();
      feed.tell(enrolled(feed));
      passOver();
      readers.start();
      feed.tell(enrolled(feed));
      headline.awaitValue(CODE, DAY, others + 2);

      Map<String, Long> after = ofFamilies(headline);
      assertThat(more("told", before, after)).isEqualTo(3 - 1);
      assertThat(more("taken", before, after)).isEqualTo(1);
      assertThat(more("difference", before, after)).isEqualTo(1);
      assertThat(
              meters.get("retzef.reporting.proof.missing").tag("topic", FAMILIES).gauge().value())
          .isEqualTo(after.get("difference").doubleValue());
      assertThat(new WholeProof(service).difference()).as("the facts know nothing of it").isZero();
    }
  }

  /** What waits for its predecessor is not taken, and not lost. */
  @Test
  void tellsWhatWaits() {
    var headline = new HeadlineReader(http);
    try (var feed = new Feed()) {
      Map<String, Long> before = ofFamilies(headline);
      UUID family = UUID.randomUUID();
      var first = feed.enrolled(family, UUID.randomUUID(), "MAPA", DAY);
      var second = feed.enrolled(family, UUID.randomUUID(), "MAPA", DAY.plusDays(1));
      feed.tell(second);
      await()
          .untilAsserted(
              () -> {
                Map<String, Long> after = ofFamilies(headline);
                assertThat(more("waiting", before, after)).isEqualTo(1);
                assertThat(more("difference", before, after))
                    .as("its predecessor, which did not come")
                    .isEqualTo(1);
              });
      feed.tell(first);
      await()
          .untilAsserted(
              () -> {
                Map<String, Long> after = ofFamilies(headline);
                assertThat(more("taken", before, after)).isEqualTo(2);
                assertThat(more("waiting", before, after)).isZero();
                assertThat(more("difference", before, after)).isZero();
              });
    }
  }

  private static TestEvent enrolled(Feed feed) {
    return feed.enrolled(UUID.randomUUID(), UUID.randomUUID(), "NOSHMIM", DAY);
  }

  /** Counts until it has counted everything that the fold has read. */
  private Map<String, Long> ofFamilies(HeadlineReader headline) {
    watch.count();
    return headline
        .get("/api/v1/proof")
        .get("events")
        .valueStream()
        .filter(topic -> topic.get("topic").asString().equals(FAMILIES))
        .flatMap(
            topic ->
                Stream.of("told", "taken", "waiting", "difference")
                    .map(what -> Map.entry(what, topic.get(what).asLong())))
        .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static long more(String what, Map<String, Long> before, Map<String, Long> after) {
    return after.getOrDefault(what, 0L) - before.getOrDefault(what, 0L);
  }

  /** Whoever sets the reader's offsets by hand leaves out what is between. */
  private void passOver() throws Exception {
    String group = Editions.name(Objects.requireNonNull(editions.state().block()).live());
    try (Admin admin = Admin.create(kafka.getConfigurationProperties())) {
      Map<TopicPartition, OffsetSpec> latest =
          admin
              .describeTopics(List.of(FAMILIES))
              .allTopicNames()
              .get()
              .get(FAMILIES)
              .partitions()
              .stream()
              .collect(
                  toMap(
                      partition -> new TopicPartition(FAMILIES, partition.partition()),
                      _ -> OffsetSpec.latest()));
      Map<TopicPartition, OffsetAndMetadata> ends = new HashMap<>();
      admin
          .listOffsets(latest)
          .all()
          .get()
          .forEach((partition, end) -> ends.put(partition, new OffsetAndMetadata(end.offset())));
      await()
          .atMost(Duration.ofSeconds(60))
          .ignoreExceptions()
          .until(
              () -> {
                admin.alterConsumerGroupOffsets(group, ends).all().get();
                return true;
              });
    }
  }
}
