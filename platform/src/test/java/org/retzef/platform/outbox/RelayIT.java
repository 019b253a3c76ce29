package org.retzef.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AdminClient;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestEvent;
import org.retzef.platform.testing.TestEvents;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.r2dbc.core.DatabaseClient;

/** The relay as it runs in a service. */
@RetzefIT
class RelayIT {

  @Autowired Outbox outbox;
  @Autowired Commands commands;
  @Autowired DatabaseClient database;
  @Autowired RelayLifecycle lifecycle;
  @Autowired KafkaAdmin admin;

  TestEvents topic;

  @BeforeEach
  void listen() {
    topic = TestEvents.on(NoteEvent.TOPIC);
  }

  @AfterEach
  void hangUp() {
    topic.close();
  }

  @Test
  void tellsACommittedEventAsACloudEvent() {
    String note = UUID.randomUUID().toString();
    append(new NoteEvent.Written(note, 1), new NoteEvent.Written(note, 2));
    TestEvent second = topic.await(2, note).get(1);
    assertThat(second.json()).isEqualTo("{\"noteId\":\"%s\",\"line\":2}".formatted(note));
    assertThat(second.id().version()).isEqualTo(7);
    assertThat(Instant.parse(second.headers().get("ce_time"))).isBefore(Instant.now());
    assertThat(second.headers())
        .containsEntry("ce_specversion", "1.0")
        .containsEntry("ce_source", "/platform-service")
        .containsEntry("ce_type", "org.retzef.note.written.v1")
        .containsEntry("ce_subject", note)
        .containsEntry("ce_dataschema", "/docs/events/org.retzef.note.written.v1.schema.json")
        .containsEntry("ce_sequence", "2")
        .containsEntry("content-type", "application/json");
  }

  @Test
  void keepsTheOrderPerKeyUnderConcurrentWriters() throws InterruptedException {
    List<String> notes = Stream.generate(() -> UUID.randomUUID().toString()).limit(5).toList();
    var writers = Writers.start(8, commands, outbox, notes);
    Thread.sleep(Duration.ofSeconds(2)); // the length of the trial, not a wait for something
    int written = writers.stop();
    var events = topic.await(written, event -> notes.contains(event.subject()));
    assertThat(Deliveries.of(events)).isEqualTo(new Deliveries(written, 0, 0));
  }

  @Test
  void goesOnAfterTheDatabaseHasDroppedAllSessions() {
    new Rows(database)
        .execute(
            "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()");
    String note = UUID.randomUUID().toString();
    await().ignoreExceptions().untilAsserted(() -> append(new NoteEvent.Written(note, 1)));
    assertThat(topic.await(1, note)).isNotEmpty();
  }

  @Test
  void handsItsLeaseOnWhenTheServiceStops() {
    lifecycle.stop();
    try {
      Lease next = new Lease(database, "relay", Duration.ofMillis(1));
      assertThat(next.hold()).isTrue();
    } finally {
      lifecycle.start();
    }
    String note = UUID.randomUUID().toString();
    append(new NoteEvent.Written(note, 1));
    assertThat(topic.await(1, note)).isNotEmpty();
  }

  @Test
  void declaresTheTopicsAndKeepsThemForEver() throws Exception {
    for (String name : List.of("retzef.family.events", "retzef.family.events.dlt")) {
      assertThat(admin.describeTopics(name).get(name).partitions()).hasSize(2);
      var resource = new ConfigResource(ConfigResource.Type.TOPIC, name);
      try (var client = AdminClient.create(admin.getConfigurationProperties())) {
        assertThat(
                client
                    .describeConfigs(List.of(resource))
                    .all()
                    .get()
                    .get(resource)
                    .get("retention.ms")
                    .value())
            .isEqualTo("-1");
      }
    }
  }

  private void append(NoteEvent... events) {
    commands.run(() -> outbox.append(List.of(events)).thenReturn(true)).block();
  }
}
