package org.retzef.reporting.sharing.stream;

import java.time.Clock;
import java.time.Duration;
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
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * From the events of families to the streams of partners. What is told with a survivor's events and
 * is about a merged family as well, as the merger itself, goes once round by a topic of its own, to
 * where the merged family is kept. What was decided of each family goes by a topic of one partition
 * to one task, which knows all of it, and tells it in an order of its own.
 */
@Component
class ShareTopology {

  static final String APPLICATION = "reporting.sharing";
  static final String FAMILY_EVENTS = "retzef.family.events";
  static final String MERGERS = "retzef.sharing.mergers";
  static final String TO_TELL = "retzef.sharing.to-tell";

  static final String HOUSEHOLDS = "households";
  static final String CHANGED = "changed";
  static final String TOLD = "told";
  static final String APPLIED = "applied";
  static final String WAITING = "waiting";
  static final String DECIDED = "decided";
  static final String KNOWN = "known";

  static final String MERGED_FAMILIES = "merged-families";
  static final String ROWS = "rows";
  static final String DEAD_LETTERS = "dead-letters";

  private static final String FOLDING = "folding";
  private static final String SORTING = "sorting";

  private final Fold fold;
  private final Telling telling;
  private final Clock clock;
  private final Duration round;

  ShareTopology(
      Fold fold,
      Telling telling,
      Clock clock,
      @Value("${retzef.reporting.sharing.streams-every}") Duration round) {
    this.fold = fold;
    this.telling = telling;
    this.clock = clock;
    this.round = round;
  }

  /** For topics of so many parts. */
  Topology build(int parts) {
    var topology = new Topology();
    addFolding(topology);
    addSorting(topology, parts);
    return topology;
  }

  private void addFolding(Topology topology) {
    topology.addSource(
        "events", new StringDeserializer(), new ByteArrayDeserializer(), FAMILY_EVENTS);
    topology.addSource("mergers", new StringDeserializer(), new ByteArrayDeserializer(), MERGERS);
    topology.addProcessor(
        FOLDING, () -> new HouseholdProcessor(fold, telling, round), "events", "mergers");
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
    topology.addSink(ROWS, TO_TELL, new StringSerializer(), new ByteArraySerializer(), FOLDING);
  }

  private void addSorting(Topology topology, int parts) {
    topology.addSource("to-tell", new StringDeserializer(), new ByteArrayDeserializer(), TO_TELL);
    topology.addProcessor(SORTING, () -> new SortingProcessor(fold, parts, clock), "to-tell");
    for (String store : new String[] {WAITING, KNOWN}) {
      topology.addStateStore(store(store), SORTING);
    }
    topology.addStateStore(
        Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(DECIDED), Serdes.String(), Serdes.Long()),
        SORTING);
    topology.addSink(
        "shared",
        (String pseudonym, ShareRecord row, RecordContext record) -> row.topic(),
        new StringSerializer(),
        ShareRecord.SERIALIZER,
        SORTING);
  }

  private static StoreBuilder<KeyValueStore<String, byte[]>> store(String name) {
    return Stores.keyValueStoreBuilder(
        Stores.persistentKeyValueStore(name), Serdes.String(), Serdes.ByteArray());
  }
}
