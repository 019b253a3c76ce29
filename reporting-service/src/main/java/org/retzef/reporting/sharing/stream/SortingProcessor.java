package org.retzef.reporting.sharing.stream;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.retzef.reporting.sharing.household.Fold;

/**
 * Tells what all parts of the topics have decided in a round, once each of them has said that it
 * has, in the order of the pseudonyms, which says nothing about the families. There is one such
 * task, as what it reads has one partition: were each part to tell its own, two partners could put
 * their streams side by side and read from the order of the records which belong together. And it
 * alone knows how many families of an agreement are alike.
 */
final class SortingProcessor implements Processor<String, byte[], String, ShareRecord> {

  private static final String DECIDED = "decided/";
  private static final byte[] WITHDRAWN = {};

  private final Fold fold;
  private final int parts;
  private final Clock clock;
  private @Nullable Work work;

  SortingProcessor(Fold fold, int parts, Clock clock) {
    this.fold = fold;
    this.parts = parts;
    this.clock = clock;
  }

  /** The key of the record by which a part says that it has decided all of a round. */
  static String decided(int part) {
    return DECIDED + part;
  }

  /**
   * What there is once the stream has given the task its stores.
   *
   * @param decided by part, the last round that it has decided
   */
  private record Work(
      ProcessorContext<String, ShareRecord> context,
      KeyValueStore<String, byte[]> waiting,
      KeyValueStore<String, Long> decided,
      KnownRows known) {}

  @Override
  public void init(ProcessorContext<String, ShareRecord> context) {
    work =
        new Work(
            context,
            context.getStateStore(ShareTopology.WAITING),
            context.getStateStore(ShareTopology.DECIDED),
            new KnownRows(fold, context.getStateStore(ShareTopology.KNOWN)));
  }

  @Override
  public void process(Record<String, byte[]> record) {
    Work now = Objects.requireNonNull(work);
    if (record.key().startsWith(DECIDED)) {
      now.decided().put(record.key(), record.timestamp());
      tellUntil(decidedByAll(now), now);
    } else {
      byte[] value = record.value();
      now.waiting()
          .put(inRound(record.timestamp()) + record.key(), value == null ? WITHDRAWN : value);
    }
  }

  private long decidedByAll(Work now) {
    return IntStream.range(0, parts)
        .mapToLong(part -> Objects.requireNonNullElse(now.decided().get(decided(part)), 0L))
        .min()
        .orElseThrow();
  }

  private void tellUntil(long round, Work now) {
    long startOfDay = LocalDate.now(clock).atStartOfDay(clock.getZone()).toInstant().toEpochMilli();
    for (String topic : decidedUntil(round, now)) {
      now.known()
          .tell(
              topic, row -> now.context().forward(new Record<>(row.pseudonym(), row, startOfDay)));
    }
  }

  /** The streams about which something was decided. */
  private static Set<String> decidedUntil(long round, Work now) {
    Set<String> topics = new TreeSet<>();
    try (var rows = now.waiting().range(null, inRound(round + 1))) {
      rows.forEachRemaining(
          one -> {
            ShareRecord decision = decision(one.key, one.value);
            now.known().decided(decision);
            topics.add(decision.topic());
            now.waiting().delete(one.key);
          });
    }
    return topics;
  }

  /** Sorts by round, as all are of one length. */
  private static String inRound(long round) {
    return "%015d/".formatted(round);
  }

  private static ShareRecord decision(String key, byte[] value) {
    String place = key.substring(inRound(0).length());
    return ShareRecord.at(place, value.length == 0 ? null : value);
  }
}
