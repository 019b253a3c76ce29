package org.retzef.reporting.sharing.stream;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.retzef.platform.outbox.Commands;
import org.retzef.reporting.sharing.household.Fold;
import org.retzef.reporting.sharing.household.Household;
import org.retzef.reporting.sharing.household.Households;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Tells what changed since the last time, all together: were each change told at once, two partners
 * could put their streams side by side and read who is who from the order of the records.
 */
@Component
class Telling {

  private final Fold fold;
  private final Households households;
  private final Commands commands;
  private final AgreementBook agreements;
  private final Clock clock;
  private final Duration every;

  Telling(
      Fold fold,
      Households households,
      Commands commands,
      AgreementBook agreements,
      Clock clock,
      @Value("${retzef.reporting.sharing.streams-every}") Duration every) {
    this.fold = fold;
    this.households = households;
    this.commands = commands;
    this.agreements = agreements;
    this.clock = clock;
    this.every = every;
  }

  Duration every() {
    return every;
  }

  /** To the database, to be counted, and to the partners' streams; in the stream's own thread. */
  void tellChanges(ProcessorContext<Object, Object> context) {
    KeyValueStore<String, byte[]> changed = context.getStateStore(ShareTopology.CHANGED);
    Map<String, Household> some = all(changed);
    if (!some.isEmpty()) {
      commands.run(() -> households.keep(some).thenReturn(true)).block();
    }
    LocalDate today = LocalDate.now(clock);
    long startOfDay = today.atStartOfDay(clock.getZone()).toInstant().toEpochMilli();
    for (ShareRecord row : records(context, some, today)) {
      context.forward(
          new Record<Object, Object>(row.pseudonym(), row, startOfDay)
              .withHeaders(new RecordHeaders()),
          ShareTopology.SHARED);
    }
    some.keySet().forEach(changed::delete);
  }

  private Map<String, Household> all(KeyValueStore<String, byte[]> changed) {
    Map<String, Household> some = new HashMap<>();
    try (var rows = changed.all()) {
      rows.forEachRemaining(one -> some.put(one.key, fold.read(one.value, Household.class)));
    }
    return some;
  }

  private List<ShareRecord> records(
      ProcessorContext<Object, Object> context, Map<String, Household> changed, LocalDate today) {
    return new Distribution(
            fold,
            context.getStateStore(ShareTopology.HOUSEHOLDS),
            context.getStateStore(ShareTopology.TOLD),
            context.getStateStore(ShareTopology.APPLIED))
        .records(agreements.entries(), changed, today);
  }
}
