package org.retzef.reporting.sharing.stream;

import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * A record for a partner's stream; on its way there, what was decided of a family.
 *
 * @param value the row, a {@link SharedFamily}, on its way an {@link AgreedRow}; null to withdraw
 *     what stands under the pseudonym
 */
record ShareRecord(String topic, String pseudonym, byte @Nullable [] value) {

  private static final char BETWEEN = '/';

  static final Serializer<ShareRecord> SERIALIZER =
      (topic, row) -> row == null ? null : row.value();

  /** Where it waits to be told; names of topics have no such sign in them. */
  String place() {
    return topic + BETWEEN + pseudonym;
  }

  static ShareRecord at(String place, byte @Nullable [] value) {
    int between = place.indexOf(BETWEEN);
    return new ShareRecord(place.substring(0, between), place.substring(between + 1), value);
  }
}
