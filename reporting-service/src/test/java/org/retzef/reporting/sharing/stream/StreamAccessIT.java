package org.retzef.reporting.sharing.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.reporting.sharing.Families;
import org.retzef.reporting.sharing.Ministry;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Real clients at a real broker. */
@RetzefIT
class StreamAccessIT {

  private static final LocalDate START = LocalDate.of(2021, 2, 1);

  @Autowired private WebTestClient http;
  @Autowired private AgreementUpkeep upkeep;

  @Value("${retzef.kafka-login}")
  private String login;

  private Ministry ministry;

  @BeforeEach
  void open() {
    assumeFalse(login.isEmpty(), "the container's broker asks nobody who is there");
    ministry = new Ministry(http);
  }

  @Test
  void aDataTeamReadsItsOwnStreamAndNothingElse() throws Exception {
    ministry.agreesLive("access-a", Ministry.terms("WELFARE").put("place", "DISTRICT"));
    ministry.agreesLive("access-b", Ministry.terms("EDUCATION"));
    JsonNode ours = ministry.credentials("access-a");
    ministry.credentials("access-b");
    try (Families families = new Families()) {
      families.enrolled(10, "IL.SOUTH.A7901.D1", "NOSHMIM", START);
    }
    assertThat(readsByGroup(ours, "retzef.share.access-a")).isPositive();

    for (String other :
        List.of(
            "retzef.share.access-b",
            "retzef.family.events",
            "retzef.basket.events",
            "retzef.family.events.dlt",
            "retzef.sharing.mergers",
            "retzef.sharing.to-tell",
            "reporting.sharing-households-changelog",
            "__consumer_offsets")) {
      assertThatThrownBy(() -> reads(ours, other))
          .as(other)
          .isInstanceOf(AuthorizationException.class);
    }
    refusesToWrite(ours, "retzef.share.access-a");
    refusesToManage(ours);
    try (var consumer = consumer(ours, "access-b.thief")) {
      consumer.subscribe(List.of("retzef.share.access-a"));
      assertThatThrownBy(() -> consumer.poll(Duration.ofSeconds(10)))
          .as("another team's group")
          .isInstanceOf(AuthorizationException.class);
    }
    try (var consumer = consumer(ours, null)) {
      assertThat(consumer.listTopics()).as("sees").containsOnlyKeys("retzef.share.access-a");
    }
  }

  @Test
  void aWrongOrFormerPasswordIsRefused() {
    ministry.agreesLive("access-c", Ministry.terms("WELFARE"));
    JsonNode first = ministry.credentials("access-c");
    ministry.credentials("access-c");
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThatThrownBy(() -> reads(first, "retzef.share.access-c"))
                    .isInstanceOf(SaslAuthenticationException.class));
  }

  @Test
  void accessEndsAtOnceWhenItIsWithdrawn() {
    ministry.agreesLive("access-d", Ministry.terms("WELFARE"));
    JsonNode ours = ministry.credentials("access-d");
    reads(ours, "retzef.share.access-d");
    ministry.withdrawCredentials("access-d");
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThatThrownBy(() -> reads(ours, "retzef.share.access-d"))
                    .isInstanceOf(SaslAuthenticationException.class));
    ministry.get("/api/v1/sharing-agreements/access-d/credentials", Ministry.MANAGER, 404);
  }

  @Test
  void accessOutlivesTheAgreementByAMonthToReadWhatWasWithdrawn() {
    ObjectNode terms = Ministry.terms("WELFARE");
    ministry.agreesLive("access-f", terms);
    JsonNode ours = ministry.credentials("access-f");
    LocalDate today = LocalDate.now(ZoneId.of("Asia/Jerusalem"));
    ministry.change("access-f", terms.put("validUntil", today.minusDays(1).toString()));

    upkeep.keepUp(today);
    upkeep.keepUp(today.plusDays(29));
    reads(ours, "retzef.share.access-f");
    String uri = "/api/v1/sharing-agreements/access-f/credentials";
    assertThat(ministry.get(uri, Ministry.MANAGER, 200).get("endedOn").asString())
        .isEqualTo(today.toString());

    upkeep.keepUp(today.plusDays(31));
    ministry.get(uri, Ministry.MANAGER, 404);
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThatThrownBy(() -> reads(ours, "retzef.share.access-f"))
                    .isInstanceOf(SaslAuthenticationException.class));
  }

  @Test
  void whoHasNoStreamGetsNoPassword() {
    ministry.propose("access-e", Ministry.terms("WELFARE"), 201);
    JsonNode refusal =
        ministry.send(
            "POST",
            "/api/v1/sharing-agreements/access-e/credentials",
            Ministry.MANAGER,
            null,
            null,
            409);
    assertThat(refusal.get("code").asString()).isEqualTo("sharing-agreement-does-not-stream");
  }

  private int reads(JsonNode credentials, String topic) {
    try (var consumer = consumer(credentials, null)) {
      consumer.assign(List.of(new TopicPartition(topic, 0)));
      consumer.seekToBeginning(consumer.assignment());
      return consumer.poll(Duration.ofSeconds(5)).count();
    }
  }

  private int readsByGroup(JsonNode credentials, String topic) {
    try (var consumer =
        consumer(credentials, credentials.get("groupPrefix").asString() + "warehouse")) {
      consumer.subscribe(List.of(topic));
      int[] read = new int[1];
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> (read[0] += consumer.poll(Duration.ofMillis(200)).count()) > 0);
      consumer.commitSync();
      return read[0];
    }
  }

  private void refusesToWrite(JsonNode credentials, String topic) {
    Map<String, Object> settings = settings(credentials);
    settings.put("enable.idempotence", false);
    try (var producer =
        new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
      assertThatThrownBy(() -> producer.send(new ProducerRecord<>(topic, "x", "y")).get())
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(AuthorizationException.class);
    }
  }

  private void refusesToManage(JsonNode credentials) {
    try (Admin admin = Admin.create(settings(credentials))) {
      assertThatThrownBy(() -> admin.describeUserScramCredentials().all().get())
          .hasCauseInstanceOf(AuthorizationException.class);
      assertThatThrownBy(() -> admin.deleteTopics(List.of("retzef.share.access-a")).all().get())
          .hasCauseInstanceOf(AuthorizationException.class);
    }
  }

  private KafkaConsumer<String, String> consumer(JsonNode credentials, String group) {
    Map<String, Object> settings = settings(credentials);
    settings.put("auto.offset.reset", "earliest");
    if (group != null) {
      settings.put("group.id", group);
    }
    return new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer());
  }

  private static Map<String, Object> settings(JsonNode credentials) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("bootstrap.servers", credentials.get("broker").asString());
    settings.put("security.protocol", "SASL_PLAINTEXT");
    settings.put("sasl.mechanism", "SCRAM-SHA-512");
    settings.put(
        "sasl.jaas.config",
        "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";"
            .formatted(credentials.get("user").asString(), credentials.get("password").asString()));
    settings.put("allow.auto.create.topics", false);
    return settings;
  }
}
