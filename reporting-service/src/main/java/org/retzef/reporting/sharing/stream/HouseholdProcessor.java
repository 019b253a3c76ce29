package org.retzef.reporting.sharing.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.Collection;
import java.util.Objects;
import java.util.UUID;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.retzef.reporting.sharing.household.Fold;
import org.retzef.reporting.sharing.household.Household;
import org.retzef.reporting.sharing.household.Merged;

/**
 * Folds events into households as they come; at the end of each round {@link Telling} decides what
 * there is to tell of those who changed. Rounds are those of the clock, so that all parts of the
 * topics decide at the same times, wherever and whenever they were started.
 */
final class HouseholdProcessor implements Processor<String, byte[], Object, Object> {

  private static final Duration LOOKS_AT_THE_CLOCK_EVERY = Duration.ofMillis(100);

  private final Fold fold;
  private final Telling telling;
  private final long roundMillis;
  private long decidedRound;
  private @Nullable Work work;

  HouseholdProcessor(Fold fold, Telling telling, Duration round) {
    this.fold = fold;
    this.telling = telling;
    this.roundMillis = round.toMillis();
  }

  /** What there is once the stream has given this part of the topics its stores. */
  private record Work(
      ProcessorContext<Object, Object> context,
      KeyValueStore<String, byte[]> known,
      KeyValueStore<String, byte[]> changed) {}

  @Override
  public void init(ProcessorContext<Object, Object> context) {
    work =
        new Work(
            context,
            context.getStateStore(ShareTopology.HOUSEHOLDS),
            context.getStateStore(ShareTopology.CHANGED));
    decidedRound = roundOf(context.currentSystemTimeMs());
    context.schedule(LOOKS_AT_THE_CLOCK_EVERY, PunctuationType.WALL_CLOCK_TIME, this::decide);
  }

  /** Once in each round. */
  private void decide(long now) {
    long round = roundOf(now);
    if (round > decidedRound) {
      telling.tellChanges(Objects.requireNonNull(work).context(), round);
      decidedRound = round;
    }
  }

  /** When it began, in milliseconds since 1970. */
  private long roundOf(long now) {
    return now - now % roundMillis;
  }

  @Override
  public void process(Record<String, byte[]> record) {
    Work now = Objects.requireNonNull(work);
    try {
      take(now, record);
    } catch (RuntimeException notUnderstood) {
      now.context()
          .forward(
              new Record<Object, Object>(record.key(), record.value(), record.timestamp())
                  .withHeaders(withReason(record, notUnderstood)),
              ShareTopology.DEAD_LETTERS);
    }
  }

  private void take(Work now, Record<String, byte[]> record) {
    if (isOfAnother(now)) {
      heed(now, record);
      return;
    }
    String type = header(record, "ce_type");
    if (fold.reads(type)) {
      Household before = fold.read(now.known().get(record.key()));
      long sequence = Long.parseLong(header(record, "ce_sequence"));
      Household after = fold.apply(before, type, sequence, record.value());
      if (!after.equals(before)) {
        keep(now, record.key(), after);
        passOn(now, record, fold.others(before, type, record.value()));
      }
    }
  }

  /** A merger is for the merged family alone; all else is for those, too, that it has taken in. */
  private void heed(Work now, Record<String, byte[]> record) {
    String type = type(record);
    Household before = fold.read(now.known().get(record.key()));
    Household after = fold.heed(before, type, record.value());
    boolean isNews = !after.equals(before);
    if (isNews) {
      keep(now, record.key(), after);
    }
    if (!type.equals(Merged.TYPE) && (isNews || type.equals(Fold.ENROLMENT_ENDED))) {
      passOn(now, record, fold.others(before, type, record.value()));
    }
  }

  private static void passOn(Work now, Record<String, byte[]> record, Collection<String> families) {
    for (String family : families) {
      now.context()
          .forward(
              new Record<Object, Object>(
                  family, record.value(), record.timestamp(), record.headers()),
              ShareTopology.MERGED_FAMILIES);
    }
  }

  /** Mergers went round without a header when nothing else did. */
  private static String type(Record<String, byte[]> record) {
    return record.headers().lastHeader("ce_type") == null ? Merged.TYPE : header(record, "ce_type");
  }

  private static boolean isOfAnother(Work now) {
    return now.context()
        .recordMetadata()
        .map(metadata -> metadata.topic().equals(ShareTopology.MERGERS))
        .orElse(false);
  }

  private void keep(Work now, String family, Household household) {
    refuseOther(family);
    byte[] kept = fold.write(household);
    now.known().put(family, kept);
    now.changed().put(family, kept);
  }

  /** The database keeps a household by its family's id, and all that changed at once or nothing. */
  private static void refuseOther(String key) {
    if (!UUID.fromString(key).toString().equals(key)) {
      throw new IllegalArgumentException("The key is no family's");
    }
  }

  private static String header(Record<String, byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    if (header == null) {
      throw new IllegalArgumentException("There is no header " + name);
    }
    return new String(header.value(), UTF_8);
  }

  private static RecordHeaders withReason(Record<String, byte[]> record, RuntimeException why) {
    var headers = new RecordHeaders(record.headers());
    headers.add("retzef-consumer", ShareTopology.APPLICATION.getBytes(UTF_8));
    headers.add("retzef-reason", why.getClass().getSimpleName().getBytes(UTF_8));
    return headers;
  }
}
