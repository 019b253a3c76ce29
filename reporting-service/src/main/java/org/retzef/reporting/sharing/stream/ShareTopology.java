package org.retzef.reporting.sharing.stream;

import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.RecordContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.retzef.reporting.sharing.household.Fold;
import org.springframework.stereotype.Component;

/**
 * From the events of families to the streams of partners. What is told with a survivor's events and
 * is about a merged family as well, as the merger itself, goes once round by a topic of its own, to
 * where the merged family is kept.
 */
@Component
class ShareTopology {

  static final String APPLICATION = "reporting.sharing";
  static final String FAMILY_EVENTS = "retzef.family.events";
  static final String MERGERS = "retzef.sharing.mergers";

  static final String HOUSEHOLDS = "households";
  static final String CHANGED = "changed";
  static final String TOLD = "told";
  static final String APPLIED = "applied";

  static final String MERGED_FAMILIES = "merged-families";
  static final String SHARED = "shared";
  static final String DEAD_LETTERS = "dead-letters";

  private static final String FOLDING = "folding";

  private final Fold fold;
  private final Telling telling;

  ShareTopology(Fold fold, Telling telling) {
    this.fold = fold;
    this.telling = telling;
  }

  Topology build() {
    var topology = new Topology();
    topology.addSource(
        "events", new StringDeserializer(), new ByteArrayDeserializer(), FAMILY_EVENTS);
    topology.addSource("mergers", new StringDeserializer(), new ByteArrayDeserializer(), MERGERS);
    topology.addProcessor(
        FOLDING, () -> new HouseholdProcessor(fold, telling), "events", "mergers");
    for (String store : new String[] {HOUSEHOLDS, CHANGED, TOLD, APPLIED}) {
      topology.addStateStore(store(store), FOLDING);
    }
    topology.addSink(
        MERGED_FAMILIES, MERGERS, new StringSerializer(), new ByteArraySerializer(), FOLDING);
    topology.addSink(
        DEAD_LETTERS,
        FAMILY_EVENTS + ".dlt",
        new StringSerializer(),
        new ByteArraySerializer(),
        FOLDING);
    topology.addSink(
        SHARED,
        (String pseudonym, ShareRecord row, RecordContext record) -> row.topic(),
        new StringSerializer(),
        ShareRecord.SERIALIZER,
        FOLDING);
    return topology;
  }

  private static StoreBuilder<KeyValueStore<String, byte[]>> store(String name) {
    return Stores.keyValueStoreBuilder(
        Stores.persistentKeyValueStore(name), Serdes.String(), Serdes.ByteArray());
  }
}
