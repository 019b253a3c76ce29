package org.retzef.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestEvent;
import org.retzef.platform.testing.TestEvents;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.context.TestPropertySource;

/** Relays that are killed, frozen or refused; each test starts its own. */
@RetzefIT
@TestPropertySource(properties = "retzef.outbox.relay=none")
class RelayFailureIT {

  @Autowired Outbox outbox;
  @Autowired Commands commands;
  @Autowired DatabaseClient database;

  @Value("${retzef.kafka}")
  String broker;

  OutboxTable table;
  TestEvents topic;

  @BeforeEach
  void beginWithAnEmptyOutbox() {
    new Rows(database).execute("truncate outbox, outbox_head");
    new Rows(database).execute("update outbox_lease set expires_at = '-infinity'");
    table = new OutboxTable(database);
    topic = TestEvents.on(NoteEvent.TOPIC);
  }

  @AfterEach
  void hangUp() {
    topic.close();
  }

  @Test
  void losesNothingWhenKilledBetweenSendingAndMarking() throws InterruptedException {
    List<String> notes = newIds(5);
    var random = new Random(1);
    var writers = Writers.start(4, commands, outbox, notes);
    for (int killed = 0; killed < 15; killed++) {
      Lease lease = newLease(Duration.ofMillis(100));
      await().pollInterval(Duration.ofMillis(5)).until(lease::hold);
      try (Courier courier = newCourier(broker)) {
        for (int batches = random.nextInt(3); batches > 0; batches--) {
          courier.send(table.unpublished(500, courier.heldBack()));
          var arrived = courier.arrivals(Duration.ofSeconds(5));
          if (!arrived.isEmpty()) {
            table.markPublished(arrived, lease);
          }
        }
        courier.send(table.unpublished(500, courier.heldBack()));
        courier.arrivals(Duration.ofMillis(random.nextInt(20)));
      }
    }
    int written = writers.stop();
    try (var _ = running(newCourier(broker))) {
      var events =
          topic.await(
              event -> notes.contains(event.subject()),
              seen -> Deliveries.of(seen).first() == written);
      var deliveries = Deliveries.of(events);
      assertThat(deliveries.outOfOrder()).isZero();
      assertThat(deliveries.repeated()).as("relays were really killed half way").isPositive();
    }
  }

  @Test
  void marksNothingUnderAnOldEpoch() throws InterruptedException {
    append(newIds(1).getFirst());
    Lease frozen = newLease(Duration.ofMillis(50));
    assertThat(frozen.hold()).isTrue();
    Lease next = newLease(Relay.LEASE);
    await().pollInterval(Duration.ofMillis(5)).until(next::hold);
    List<OutboxRow> rows = table.unpublished(500, List.of());
    assertThat(table.markPublished(rows, frozen)).isZero();
    assertThat(table.markPublished(rows, next)).isEqualTo(1);
  }

  @Test
  void isTakenOverOnceTheTimeOfAHolderThatStoppedRenewingIsOver() throws InterruptedException {
    assertThat(newLease(Duration.ofHours(1)).hold()).isTrue();
    String note = newIds(1).getFirst();
    append(note);
    var producers = new AtomicInteger();
    try (Courier courier = new Courier(() -> newProducer(producers), "/test")) {
      Lease lease = newLease(Duration.ofHours(1));
      Relay next = new Relay(table, lease, courier, new Nudge(), _ -> {});
      Duration pause = next.round();
      assertThat(producers).as("nothing is sent while another holds the lease").hasValue(0);
      assertThat(Relay.LEASE.plus(pause)).as("no longer").isLessThan(Duration.ofSeconds(5));
      new Rows(database)
          .execute("update outbox_lease set expires_at = clock_timestamp() - interval '1 ms'");
      next.round();
      topic.await(1, note);
    }
  }

  private Producer<String, byte[]> newProducer(AtomicInteger counted) {
    counted.incrementAndGet();
    return newProducer(broker);
  }

  @Test
  void holdsALeaseForItsLengthByTheDatabasesClock() {
    OffsetDateTime before = databaseTime("clock_timestamp()");
    assertThat(newLease(Relay.LEASE).hold()).isTrue();
    OffsetDateTime after = databaseTime("clock_timestamp()");
    assertThat(databaseTime("(select expires_at from outbox_lease where name = 'relay')"))
        .isBetween(before.plus(Relay.LEASE), after.plus(Relay.LEASE));
  }

  private OffsetDateTime databaseTime(String expression) {
    return database.sql("select " + expression).mapValue(OffsetDateTime.class).one().block();
  }

  @Test
  void letsTheNextInAtOnceWhenItEndsInOrder() {
    Lease first = newLease(Relay.LEASE);
    assertThat(first.hold()).isTrue();
    assertThat(newLease(Relay.LEASE).hold()).isFalse();
    first.release();
    assertThat(newLease(Relay.LEASE).hold()).isTrue();
  }

  @Test
  void holdsBackOnlyTheKeyThatFails() {
    String refused = newIds(1).getFirst();
    String accepted = newIds(1).getFirst();
    append(refused);
    append(accepted);
    append(refused);
    new Rows(database)
        .execute(
            """
            update outbox set payload = '"' || repeat('x', 2000000) || '"'
             where aggregate_id = $1 and agg_version = 1
            """,
            refused);
    try (var _ = running(newCourier(broker))) {
      topic.await(1, accepted);
      append(accepted);
      topic.await(2, accepted);
      // what a consumer has is marked a moment later
      await()
          .untilAsserted(
              () ->
                  assertThat(table.unpublished(500, List.of()))
                      .extracting(OutboxRow::key)
                      .containsExactly(refused, refused));
      new Rows(database)
          .execute("update outbox set payload = '\"\"' where aggregate_id = $1", refused);
      assertThat(topic.await(2, refused)).extracting(TestEvent::sequence).containsExactly(1L, 2L);
    }
  }

  @Test
  void drainsWhatCameWhileTheBrokerWasDown() throws Exception {
    var own = new EmbeddedKafkaKraftBroker(1, 2, NoteEvent.TOPIC);
    own.brokerListProperty("retzef.test.other-broker");
    own.afterPropertiesSet();
    try (var _ = running(newCourier(own.getBrokersAsString()))) {
      append(newIds(1).getFirst());
      await().until(() -> table.backlog().pending() == 0);
      own.getCluster().brokers().get(0).shutdown();
      own.getCluster().brokers().get(0).awaitShutdown();
      newIds(3).forEach(this::append);
      await().pollDelay(Duration.ofSeconds(2)).until(() -> table.backlog().pending() == 3);
      own.getCluster().brokers().get(0).startup();
      await().atMost(Duration.ofSeconds(20)).until(() -> table.backlog().pending() == 0);
    } finally {
      own.destroy();
    }
  }

  @Test
  void sendsAgainWhatNeverReachedTheTopic() throws InterruptedException {
    String note = newIds(1).getFirst();
    append(note);
    append(note);
    Lease lease = newLease(Relay.LEASE);
    assertThat(lease.hold()).isTrue();
    List<OutboxRow> rows = table.unpublished(500, List.of());
    try (Courier courier = newCourier(broker)) {
      courier.send(rows.subList(1, 2));
      courier.arrivals(Duration.ofSeconds(5));
    }
    table.markPublished(rows, lease); // a relay that marks what it has not sent
    var gaps = new AtomicLong();
    Reconciler reconciler = newReconciler(gaps);
    assertThat(reconciler.reconcile()).isEqualTo(1);
    assertThat(topic.await(2, note)).extracting(TestEvent::sequence).containsExactly(2L, 1L);
    assertThat(reconciler.reconcile()).as("confirmed by the second run").isZero();
    assertThat(gaps).hasValue(1);
    assertThat(new Rows(database).count("outbox where confirmed_at is null")).isZero();
  }

  @Test
  void findsEventsWhoseTopicWasLost() throws InterruptedException {
    String note = newIds(1).getFirst();
    append(note);
    try (var _ = running(newCourier(broker))) {
      topic.await(1, note);
      await().until(() -> table.backlog().pending() == 0);
    }
    Reconciler reconciler = newReconciler(new AtomicLong());
    assertThat(reconciler.reconcile()).isZero();
    // the broker comes back with fewer records than were read before
    new Rows(database).execute("update outbox_read_back set next_offset = next_offset + 1000");
    new Rows(database).execute("update outbox set event_id = uuidv7()");
    assertThat(reconciler.reconcile()).isEqualTo(1);
    topic.await(2, note);
  }

  private Running running(Courier courier) {
    return Running.start(
        new Relay(table, newLease(Relay.LEASE), courier, new Nudge(), published -> {}));
  }

  private Lease newLease(Duration length) {
    return new Lease(database, "relay", length);
  }

  private Reconciler newReconciler(AtomicLong gaps) {
    return new Reconciler(
        new ReadBackTable(database, true),
        new Lease(database, "reconciler", Reconciler.LEASE),
        () ->
            new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker),
                new StringDeserializer(),
                new ByteArrayDeserializer()),
        () -> newCourier(broker),
        gaps::addAndGet);
  }

  private static Courier newCourier(String broker) {
    return new Courier(() -> newProducer(broker), "/test");
  }

  private static Producer<String, byte[]> newProducer(String broker) {
    return new KafkaProducer<>(
        RelayConfiguration.reliable(Map.of("bootstrap.servers", broker)),
        new StringSerializer(),
        new ByteArraySerializer());
  }

  private void append(String note) {
    commands.run(() -> outbox.append(new NoteEvent.Written(note, 0)).thenReturn(true)).block();
  }

  private static List<String> newIds(int count) {
    return Stream.generate(() -> UUID.randomUUID().toString()).limit(count).toList();
  }

  /** A relay on its thread, ended in order at the end of the block. */
  private record Running(Relay relay, Thread thread) implements AutoCloseable {

    static Running start(Relay relay) {
      return new Running(relay, Thread.ofPlatform().start(relay));
    }

    @Override
    public void close() {
      relay.end();
      try {
        thread.join();
      } catch (InterruptedException interrupted) {
        throw new IllegalStateException(interrupted);
      }
    }
  }
}
