package org.retzef.reporting.sharing.stream;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.retzef.reporting.sharing.household.Fold;

/**
 * Every row of every stream, as agreed and as told: each is told as finely as at least k families
 * of the stream have it in common ({@link CoarsenedRows}), and told again when others who come and
 * go make it finer or coarser.
 *
 * <p>Telling reads a stream's rows twice, one after the other, and holds one of each kind in
 * memory, not each row.
 */
final class KnownRows {

  /** Whatever it is that stands: no row is like it. */
  private static final SharedFamily SOMETHING =
      new SharedFamily("", null, null, null, null, null, null, null, null, null, null, null);

  private final Fold fold;
  private final KeyValueStore<String, byte[]> rows;

  KnownRows(Fold fold, KeyValueStore<String, byte[]> rows) {
    this.fold = fold;
    this.rows = rows;
  }

  /** Remembers what was decided of a family, until it is told with all that was decided. */
  void decided(ShareRecord decision) {
    byte[] value = decision.value();
    AgreedRow newest = value == null ? AgreedRow.NONE : fold.read(value, AgreedRow.class);
    SharedFamily row = newest.row();
    decided(decision.place(), newest, row, true);
    String former = row == null ? null : row.formerPseudonym();
    if (row != null && former != null) {
      String place = new ShareRecord(decision.topic(), former, null).place();
      decided(place, newest, row.named(former, null), false);
    }
  }

  private void decided(
      String place, AgreedRow newest, @Nullable SharedFamily row, boolean present) {
    byte[] kept = rows.get(place);
    SharedFamily stands = newest.stands() ? SOMETHING : null;
    SharedFamily told = kept == null ? stands : fold.read(kept, KnownRow.class).told();
    keep(place, new KnownRow(row, newest.k(), present, told));
  }

  private void keep(String place, KnownRow known) {
    if (known.isOver()) {
      rows.delete(place);
    } else {
      rows.put(place, fold.write(known));
    }
  }

  /** Tells what is to be told otherwise than it stands, in the order of the pseudonyms. */
  void tell(String topic, Consumer<ShareRecord> stream) {
    CoarsenedRows coarsened = coarsened(topic);
    each(
        topic,
        (place, known) -> {
          SharedFamily agreed = known.agreed();
          SharedFamily row = agreed == null ? null : coarsened.told(agreed).orElse(null);
          if (!Objects.equals(row, known.told())) {
            keep(place, known.told(row));
            stream.accept(ShareRecord.at(place, row == null ? null : fold.write(row)));
          }
        });
  }

  /** While a k is changing, the greatest holds. */
  private CoarsenedRows coarsened(String topic) {
    Map<SharedFamily, Integer> alike = new HashMap<>();
    int[] k = {0};
    each(
        topic,
        (_, known) -> {
          SharedFamily agreed = known.agreed();
          if (agreed != null && known.present()) {
            alike.merge(agreed.nameless(), 1, Integer::sum);
            k[0] = Math.max(k[0], known.k());
          }
        });
    return CoarsenedRows.among(alike, k[0]);
  }

  private void each(String topic, BiConsumer<String, KnownRow> step) {
    String all = new ShareRecord(topic, "", null).place();
    try (var found = rows.prefixScan(all, new StringSerializer())) {
      found.forEachRemaining(one -> step.accept(one.key, fold.read(one.value, KnownRow.class)));
    }
  }
}
