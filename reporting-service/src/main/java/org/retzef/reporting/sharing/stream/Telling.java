package org.retzef.reporting.sharing.stream;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.outbox.Commands;
import org.retzef.reporting.sharing.household.Fold;
import org.retzef.reporting.sharing.household.Household;
import org.retzef.reporting.sharing.household.Households;
import org.springframework.stereotype.Component;

/**
 * Decides at the end of each round what there is to tell of those who changed in it, and hands it
 * on to be told together with what all other parts have decided ({@link SortingProcessor}): were
 * each change told at once, two partners could put their streams side by side and read who is who
 * from the order of the records.
 */
@Component
class Telling {

  private static final byte[] DECIDED = {};

  private final Fold fold;
  private final Households households;
  private final Commands commands;
  private final AgreementBook agreements;

  Telling(Fold fold, Households households, Commands commands, AgreementBook agreements) {
    this.fold = fold;
    this.households = households;
    this.commands = commands;
    this.agreements = agreements;
  }

  /** To the database, to be counted, and on to be told; in the stream's own thread. */
  void tellChanges(ProcessorContext<Object, Object> context, long round) {
    KeyValueStore<String, byte[]> changed = context.getStateStore(ShareTopology.CHANGED);
    Map<String, Household> some = all(changed);
    if (!some.isEmpty()) {
      commands.run(() -> households.keep(some).thenReturn(true)).block();
    }
    for (ShareRecord row : records(context, some, round)) {
      handOn(context, row.place(), row.value(), round);
    }
    handOn(context, SortingProcessor.decided(context.taskId().partition()), DECIDED, round);
    some.keySet().forEach(changed::delete);
  }

  private static void handOn(
      ProcessorContext<Object, Object> context, String key, byte @Nullable [] value, long round) {
    context.forward(new Record<Object, Object>(key, value, round), ShareTopology.ROWS);
  }

  private Map<String, Household> all(KeyValueStore<String, byte[]> changed) {
    Map<String, Household> some = new HashMap<>();
    try (var rows = changed.all()) {
      rows.forEachRemaining(one -> some.put(one.key, fold.read(one.value, Household.class)));
    }
    return some;
  }

  private List<ShareRecord> records(
      ProcessorContext<Object, Object> context, Map<String, Household> changed, long round) {
    return new Distribution(
            fold,
            context.getStateStore(ShareTopology.HOUSEHOLDS),
            context.getStateStore(ShareTopology.TOLD),
            context.getStateStore(ShareTopology.APPLIED))
        .records(agreements.page(round), changed);
  }
}
