package org.retzef.platform.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestEvent;
import org.retzef.platform.testing.TestEvents;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;

@RetzefIT
class InboxIT {

  private static final String ERASED = "org.retzef.note.erased.v1";

  @Autowired Inbox inbox;
  @Autowired NoteReader reader;
  @Autowired DatabaseClient database;

  final String note = UUID.randomUUID().toString();
  TestEvents topic;
  TestEvents deadLetters;

  @BeforeEach
  void listen() {
    topic = TestEvents.on(NoteReader.TOPIC);
    deadLetters = TestEvents.on(NoteReader.TOPIC + ".dlt");
  }

  @AfterEach
  void hangUp() {
    topic.close();
    deadLetters.close();
  }

  @Test
  void doesAnEventOnceThatComesThrice() {
    TestEvent first = written(1);
    tell(first, first, first, written(2));
    awaitLines(1, 2);
    tell(written(3));
    awaitLines(1, 2, 3);
    assertThat(count("outbox where aggregate_id = $1")).isEqualTo(3);
  }

  @Test
  void waitsForWhatIsMissingAndKeepsTheOrder() {
    tell(written(3), written(2));
    await().until(() -> count("inbox_parked where subject = $1") == 2);
    assertThat(lines()).isEmpty();
    tell(written(1));
    awaitLines(1, 2, 3);
    assertThat(count("inbox_parked where subject = $1")).isZero();
  }

  @Test
  void countsIgnoredTypesInTheirOrder() {
    tell(written(1), TestEvent.of("org.retzef.note.praised.v1", note, 2, "{}"), written(3));
    awaitLines(1, 3);
  }

  @Test
  void keepsAnUnknownTypeAndWhatComesAfterItUntilItIsReplayed() {
    TestEvent unknown = TestEvent.of(ERASED, note, 2, "{\"line\": 2}");
    tell(written(1), unknown, written(3));
    TestEvent letter = deadLetters.await(1, note).getFirst();
    assertThat(letter.id()).isEqualTo(unknown.id());
    assertThat(letter.headers())
        .containsEntry("retzef-reason", "unknown-type")
        .containsEntry("retzef-consumer", NoteReader.CONSUMER)
        .containsEntry("ce_type", ERASED);
    await().until(() -> count("inbox_parked where subject = $1") == 2);
    assertThat(lines()).containsExactly(1);
    assertThat(Objects.requireNonNull(inbox.deadLetters().collectList().block()))
        .extracting(DeadLetter::eventId, DeadLetter::reason)
        .contains(org.assertj.core.groups.Tuple.tuple(unknown.id(), "unknown-type"));

    assertThatThrownBy(() -> inbox.replay(unknown.id()).block())
        .as("still unknown, and a dead letter again")
        .isInstanceOf(NotHandled.class);
    reader.handlers.on(ERASED, NoteReader.Written.class, reader::read);
    inbox.replay(unknown.id()).block();
    assertThat(lines()).containsExactly(1, 2, 3);
    assertThat(count("inbox_parked where subject = $1")).isZero();
  }

  @Test
  void triesAgainBeforeItGivesUp() {
    reader.faults.put(note, new AtomicInteger(2));
    tell(written(1));
    awaitLines(1);
    assertThat(count("outbox where aggregate_id = $1"))
        .as("failed tries left no news")
        .isEqualTo(1);
    assertThat(count("inbox_parked where subject = $1")).isZero();
  }

  @Test
  void givesUpAfterThreeMoreTriesAndCanReplay() {
    reader.faults.put(note, new AtomicInteger(4));
    TestEvent poison = written(1);
    tell(poison, written(2));
    assertThat(deadLetters.await(1, note).getFirst().headers())
        .containsEntry("retzef-reason", "failed:IllegalStateException")
        .allSatisfy((name, value) -> assertThat(value).doesNotContain("planted"));
    await().until(() -> count("inbox_parked where subject = $1") == 2);
    assertThat(lines()).isEmpty();
    inbox.replay(poison.id()).block();
    assertThat(lines()).containsExactly(1, 2);
  }

  @Test
  void goesOnBehindARecordThatIsNoEvent() {
    var strange = new TestEvent(UUID.randomUUID(), "", note, 0, "?", java.util.Map.of());
    tell(strange, written(1));
    awaitLines(1);
    assertThat(deadLetters.await(1, note).getFirst().headers())
        .containsEntry("retzef-reason", "unreadable");
  }

  @Test
  void readsAnEventWithMoreFieldsThanItKnows() {
    tell(TestEvent.of(NoteReader.WRITTEN, note, 1, "{\"line\": 1, \"colour\": \"red\"}"));
    awaitLines(1);
  }

  @Test
  void passesOverAGapWhenTold() {
    tell(written(4), written(6), written(5));
    await().until(() -> count("inbox_parked where subject = $1") == 3);
    inbox.passOverGap(NoteReader.CONSUMER, NoteReader.TOPIC, note).block();
    assertThat(lines()).containsExactly(4, 5, 6);
  }

  @Test
  void waitsForADatabaseThatIsAway() {
    reader.handlers.on(
        "org.retzef.note.cut.v1",
        NoteReader.Written.class,
        (event, data) ->
            database
                .sql(
                    "select pg_terminate_backend(pg_backend_pid()) where $1 > (select count(*) from note_line where note = $2)")
                .bind("$1", 1)
                .bind("$2", event.subject())
                .then());
    tell(TestEvent.of("org.retzef.note.cut.v1", note, 1, "{\"line\": 1}"));
    await().pollDelay(Duration.ofSeconds(6)).until(() -> true); // longer than a poison's tries
    assertThat(count("inbox_parked where subject = $1")).isZero();
    database
        .sql("insert into note_line (note, line) values ($1, 0)")
        .bind("$1", note)
        .then()
        .block();
    tell(written(2));
    awaitLines(0, 2);
  }

  @Test
  void carriesTheTraceOn() {
    String trace = UUID.randomUUID().toString().replace("-", "");
    TestEvent event = written(1);
    event.headers().put("traceparent", "00-" + trace + "-00f067aa0ba902b7-01");
    try (var news = TestEvents.on("retzef.basket.events")) {
      tell(event);
      assertThat(news.await(1, note).getFirst().headers().get("traceparent"))
          .startsWith("00-" + trace + "-");
    }
  }

  private TestEvent written(int line) {
    return TestEvent.of(NoteReader.WRITTEN, note, line, "{\"line\": %d}".formatted(line));
  }

  private void tell(TestEvent... events) {
    for (TestEvent event : events) {
      topic.publish(event);
    }
  }

  private void awaitLines(Integer... lines) {
    await().untilAsserted(() -> assertThat(lines()).containsExactly(lines));
  }

  private List<Integer> lines() {
    return Objects.requireNonNull(
        database
            .sql("select line from note_line where note = $1 order by n")
            .bind("$1", note)
            .mapValue(Integer.class)
            .all()
            .collectList()
            .block());
  }

  private long count(String table) {
    return Objects.requireNonNull(
        database
            .sql("select count(*) from " + table)
            .bind("$1", note)
            .mapValue(Long.class)
            .one()
            .block());
  }
}
