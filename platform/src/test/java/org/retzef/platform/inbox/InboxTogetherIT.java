package org.retzef.platform.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.platform.outbox.Outbox;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestEvent;
import org.retzef.platform.testing.TestEvents;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.kafka.listener.BatchListenerFailedException;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Many events in one transaction, and what happens where that cannot be. */
@RetzefIT
class InboxTogetherIT {

  @Autowired Inbox inbox;
  @Autowired DatabaseClient database;
  @Autowired Outbox outbox;

  private final String consumerName = "together." + UUID.randomUUID();
  private final String note = UUID.randomUUID().toString();
  private final String other = UUID.randomUUID().toString();
  private final List<Integer> sizes = new ArrayList<>();
  private InboxConsumer consumer;

  @BeforeEach
  void listen() {
    consumer =
        inbox
            .consumer(consumerName)
            .ignore("org.retzef.note.praised.v1")
            .together(List.of(NoteReader.WRITTEN), this::read);
  }

  private Mono<Void> read(List<BatchHandler.Arrived> events) {
    sizes.add(events.size());
    return Flux.fromIterable(events)
        .concatMap(
            one ->
                one.data().get("line").asInt() == 666
                    ? Mono.<Void>error(new IllegalStateException("planted"))
                    : database
                        .sql("insert into note_line (note, line) values ($1, $2)")
                        .bind("$1", one.event().subject())
                        .bind("$2", one.data().get("line").asInt())
                        .then())
        .then();
  }

  @Test
  void doesAllAtOnceThatComeInTheirOrderAndNothingTwice() {
    TestEvent first = written(note, 1);
    consumer.handleAll(records(first, written(other, 1), first, written(note, 2)));
    consumer.handleAll(records(first, praised(note, 3), written(note, 4), written(note, 5)));
    assertThat(sizes).containsExactly(3, 2);
    assertThat(lines(note)).containsExactly(1, 2, 4, 5);
    assertThat(lines(other)).containsExactly(1);
  }

  @Test
  void takesOneByOneWhatIsNotInOrder() {
    consumer.handleAll(records(written(note, 2), written(other, 1), written(note, 3)));
    assertThat(lines(note)).isEmpty();
    assertThat(lines(other)).containsExactly(1);
    consumer.handleAll(records(written(note, 1), written(other, 2)));
    assertThat(lines(note)).containsExactly(1, 2, 3);
    assertThat(lines(other)).containsExactly(1, 2);
    consumer.handleAll(records(written(note, 4), written(other, 3)));
    assertThat(sizes.getLast()).as("and together again").isEqualTo(2);
  }

  @Test
  void namesTheRecordThatFailsAndKeepsThoseBeforeIt() {
    List<ConsumerRecord<String, byte[]>> records =
        records(
            written(note, 1),
            TestEvent.of(NoteReader.WRITTEN, other, 1, "{\"line\": 666}"),
            written(note, 2));
    assertThatThrownBy(() -> consumer.handleAll(records))
        .isInstanceOfSatisfying(
            BatchListenerFailedException.class,
            failed -> assertThat(failed.getRecord()).isSameAs(records.get(1)));
    assertThat(lines(note)).containsExactly(1);
  }

  @Test
  void doesWorksOfTheirOwnInTheirOrderAndNothingTwice() {
    List<Integer> alone = new ArrayList<>();
    InboxConsumer mixed =
        inbox
            .consumer(consumerName + ".mixed")
            .ignore("org.retzef.note.praised.v1")
            .on(
                NoteReader.WRITTEN,
                Line.class,
                (event, data) -> Mono.fromRunnable(() -> alone.add(data.line())));
    List<ConsumerRecord<String, byte[]>> records =
        records(
            praised(note, 1),
            praised(note, 2),
            written(note, 3),
            written(other, 1),
            praised(note, 4));
    mixed.handleAll(records);
    mixed.handleAll(records);
    assertThat(alone).containsExactly(3, 1);
    mixed.handleAll(records(written(note, 5)));
    assertThat(alone).as("none of those before it is missing").containsExactly(3, 1, 5);
    List<ConsumerRecord<String, byte[]>> unknown =
        records(praised(note, 6), TestEvent.of("org.retzef.note.burnt.v1", note, 7, "{}"));
    assertThatThrownBy(() -> mixed.handleAll(unknown))
        .isInstanceOfSatisfying(
            BatchListenerFailedException.class,
            failed -> assertThat(failed.getRecord()).isSameAs(unknown.get(1)));
  }

  @Test
  void doesEachByItselfWhereOneOfThemFails() {
    List<Integer> tried = new ArrayList<>();
    InboxConsumer careful =
        inbox
            .consumer(consumerName + ".careful")
            .on(
                NoteReader.WRITTEN,
                Line.class,
                (event, data) -> {
                  tried.add(data.line());
                  return data.line() == 666
                      ? Mono.error(new IllegalStateException("planted"))
                      : database
                          .sql("insert into note_line (note, line) values ($1, $2)")
                          .bind("$1", event.subject())
                          .bind("$2", data.line())
                          .then();
                });
    List<ConsumerRecord<String, byte[]>> records =
        records(
            written(note, 1),
            TestEvent.of(NoteReader.WRITTEN, other, 1, "{\"line\": 666}"),
            written(note, 2));
    assertThatThrownBy(() -> careful.handleAll(records))
        .isInstanceOfSatisfying(
            BatchListenerFailedException.class,
            failed -> assertThat(failed.getRecord()).isSameAs(records.get(1)));
    assertThat(tried).as("together, and then each").containsExactly(1, 666, 1, 666);
    assertThat(lines(note)).as("once, for all that").containsExactly(1);
  }

  @Test
  void carriesTheTraceOfEachEventOn() {
    TestEvent event = written(note, 1);
    String trace = UUID.randomUUID().toString().replace("-", "");
    event.headers().put("traceparent", "00-" + trace + "-00f067aa0ba902b7-01");
    InboxConsumer telling =
        inbox
            .consumer(consumerName + ".traced")
            .ignore("org.retzef.note.praised.v1")
            .on(
                NoteReader.WRITTEN,
                Line.class,
                (_, data) -> outbox.append(new NoteReader.LineRead(note, data.line())));
    try (var news = TestEvents.on("retzef.basket.events")) {
      telling.handleAll(records(praised(other, 1), event));
      assertThat(news.await(1, note).getFirst().headers().get("traceparent"))
          .startsWith("00-" + trace + "-");
    }
  }

  private record Line(int line) {}

  private static TestEvent written(String note, int line) {
    return TestEvent.of(NoteReader.WRITTEN, note, line, "{\"line\": %d}".formatted(line));
  }

  private static TestEvent praised(String note, int sequence) {
    return TestEvent.of("org.retzef.note.praised.v1", note, sequence, "{}");
  }

  private static List<ConsumerRecord<String, byte[]>> records(TestEvent... events) {
    List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
    for (TestEvent event : events) {
      var headers = new RecordHeaders();
      event.headers().forEach((name, value) -> headers.add(name, value.getBytes(UTF_8)));
      records.add(
          new ConsumerRecord<>(
              NoteReader.TOPIC,
              0,
              records.size(),
              0,
              TimestampType.CREATE_TIME,
              0,
              0,
              event.subject(),
              event.json().getBytes(UTF_8),
              headers,
              Optional.empty()));
    }
    return records;
  }

  private List<Integer> lines(String of) {
    return Objects.requireNonNull(
        database
            .sql("select line from note_line where note = $1 order by n")
            .bind("$1", of)
            .mapValue(Integer.class)
            .all()
            .collectList()
            .block());
  }
}
