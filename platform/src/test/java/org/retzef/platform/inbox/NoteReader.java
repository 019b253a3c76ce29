package org.retzef.platform.inbox;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.retzef.platform.outbox.Event;
import org.retzef.platform.outbox.Outbox;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** A consumer as a feature would write it, with faults planted by the tests. */
@Component
class NoteReader {

  static final String CONSUMER = "note-reader";
  static final String TOPIC = "retzef.rights.events";
  static final String WRITTEN = "org.retzef.note.written.v1";

  /** How often the work on a note still fails. */
  final Map<String, AtomicInteger> faults = new ConcurrentHashMap<>();

  final InboxConsumer handlers;
  private final DatabaseClient database;
  private final Outbox outbox;

  NoteReader(Inbox inbox, DatabaseClient database, Outbox outbox) {
    this.database = database;
    this.outbox = outbox;
    this.handlers =
        inbox
            .consumer(CONSUMER)
            .on(WRITTEN, Written.class, this::read)
            .ignore("org.retzef.note.praised.v1");
  }

  @KafkaListener(id = "test.notes", topics = TOPIC)
  void on(ConsumerRecord<String, byte[]> record) {
    handlers.handle(record);
  }

  Mono<Void> read(ReceivedEvent event, Written data) {
    return database
        .sql("insert into note_line (note, line) values ($1, $2)")
        .bind("$1", event.subject())
        .bind("$2", data.line())
        .then()
        .then(outbox.append(new LineRead(event.subject(), data.line())))
        .then(Mono.defer(() -> fault(event.subject())));
  }

  private Mono<Void> fault(String note) {
    var left = faults.getOrDefault(note, new AtomicInteger());
    return left.getAndUpdate(times -> Math.max(0, times - 1)) > 0
        ? Mono.error(new IllegalStateException("planted"))
        : Mono.empty();
  }

  record Written(int line) {}

  record LineRead(String note, int line) implements Event {
    @Override
    public String topic() {
      return "retzef.basket.events";
    }

    @Override
    public String aggregateType() {
      return "note";
    }

    @Override
    public String aggregateId() {
      return note;
    }

    @Override
    public String type() {
      return "org.retzef.note.read.v1";
    }
  }
}
