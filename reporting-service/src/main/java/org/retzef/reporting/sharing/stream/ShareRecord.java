package org.retzef.reporting.sharing.stream;

import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * A record for a partner's stream.
 *
 * @param value null to withdraw what stands under the pseudonym
 */
record ShareRecord(String topic, String pseudonym, byte @Nullable [] value) {

  static final Serializer<ShareRecord> SERIALIZER =
      (topic, row) -> row == null ? null : row.value();
}
