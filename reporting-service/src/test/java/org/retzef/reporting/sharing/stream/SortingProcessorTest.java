package org.retzef.reporting.sharing.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.retzef.reporting.sharing.household.Fold;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/** What a stream tells of a round; at least three families are told alike. */
class SortingProcessorTest {

  private static final String TOPIC = "retzef.share.sorted";
  private static final int K = 3;

  @TempDir private Path folder;

  private final Fold fold = fold();
  private final Map<String, SharedFamily> standing = new HashMap<>();
  private final List<String> told = new ArrayList<>();
  private TopologyTestDriver driver;
  private TestInputTopic<String, byte[]> decisions;
  private TestOutputTopic<String, byte[]> stream;
  private long round = 1;

  private static Fold fold() {
    try (var context = new AnnotationConfigApplicationContext()) {
      context.registerBean(JsonMapper.class, () -> new JsonMapper());
      context.register(Fold.class);
      context.refresh();
      return context.getBean(Fold.class);
    }
  }

  @BeforeEach
  void open() {
    var topology = new Topology();
    topology.addSource(
        "to-tell", new StringDeserializer(), new ByteArrayDeserializer(), ShareTopology.TO_TELL);
    topology.addProcessor(
        "sorting", () -> new SortingProcessor(fold, 1, Clock.systemUTC()), "to-tell");
    for (String store : List.of(ShareTopology.WAITING, ShareTopology.KNOWN)) {
      topology.addStateStore(
          Stores.keyValueStoreBuilder(
              Stores.persistentKeyValueStore(store), Serdes.String(), Serdes.ByteArray()),
          "sorting");
    }
    topology.addStateStore(
        Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(ShareTopology.DECIDED), Serdes.String(), Serdes.Long()),
        "sorting");
    topology.addSink("shared", TOPIC, new StringSerializer(), ShareRecord.SERIALIZER, "sorting");
    var settings = new Properties();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "sorting");
    settings.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
    driver = new TopologyTestDriver(topology, settings);
    decisions =
        driver.createInputTopic(
            ShareTopology.TO_TELL, new StringSerializer(), new ByteArraySerializer());
    stream = driver.createOutputTopic(TOPIC, new StringDeserializer(), new ByteArrayDeserializer());
  }

  @AfterEach
  void close() {
    driver.close();
  }

  private static SharedFamily family(String pseudonym, @Nullable String former, int minors) {
    return new SharedFamily(
        pseudonym, former, null, "NOSHMIM", null, null, null, null, null, null, null, minors);
  }

  private void decide(String pseudonym, int minors) {
    decide(pseudonym, new AgreedRow(family(pseudonym, null, minors), K, false));
  }

  private void withdraw(String pseudonym) {
    decide(pseudonym, null);
  }

  private void decide(String pseudonym, @Nullable Object decision) {
    decisions.pipeInput(
        new ShareRecord(TOPIC, pseudonym, null).place(),
        decision == null ? null : fold.write(decision),
        Instant.ofEpochMilli(round));
  }

  /** What is told of the round, and so what stands. */
  private List<String> tell() {
    decisions.pipeInput(SortingProcessor.decided(0), new byte[0], Instant.ofEpochMilli(round++));
    told.clear();
    stream
        .readKeyValuesToList()
        .forEach(
            record -> {
              told.add(record.key);
              if (record.value == null) {
                standing.remove(record.key);
              } else {
                standing.put(record.key, fold.read(record.value, SharedFamily.class));
              }
            });
    return told;
  }

  private List<@Nullable Integer> minors(String... pseudonyms) {
    List<@Nullable Integer> minors = new ArrayList<>();
    for (String pseudonym : pseudonyms) {
      minors.add(Objects.requireNonNull(standing.get(pseudonym), pseudonym).minors());
    }
    return minors;
  }

  @Test
  void fewAreNotToldUntilEnoughAreAlike() {
    decide("a", 2);
    decide("b", 2);
    assertThat(tell()).isEmpty();
    decide("c", 2);
    assertThat(tell()).containsExactly("a", "b", "c");
    assertThat(minors("a", "b", "c")).containsExactly(2, 2, 2);
  }

  @Test
  void whoComesMakesTheOthersFinerAndWhoLeavesMakesThemCoarserAllAlike() {
    decide("a", 2);
    decide("b", 2);
    decide("d", 1);
    tell();
    assertThat(minors("a", "b", "d")).containsOnlyNulls();

    decide("c", 2);
    decide("e", 1);
    decide("f", 1);
    assertThat(tell()).containsExactly("a", "b", "c", "d", "e", "f");
    assertThat(minors("a", "b", "c", "d", "e", "f")).containsExactly(2, 2, 2, 1, 1, 1);

    decide("g", 1);
    assertThat(tell()).as("of the others nothing has changed").containsExactly("g");

    withdraw("b");
    assertThat(tell()).as("two alike are too few for any row").containsExactly("a", "b", "c");
    assertThat(standing).containsOnlyKeys("d", "e", "f", "g");

    decide("a", 1);
    decide("h", 3);
    decide("i", 3);
    assertThat(tell()).containsExactly("a", "c", "h", "i");
    assertThat(minors("a", "d", "e", "f", "g")).containsOnly(1);
    assertThat(minors("c", "h", "i")).containsOnlyNulls();
  }

  @Test
  void nothingIsWithdrawnThatWasNotTold() {
    decide("a", 2);
    tell();
    withdraw("a");
    assertThat(tell()).isEmpty();
  }

  /** Two names of a family are one family, whichever of them stands. */
  @Test
  void familiesCountAndNotTheirNames() {
    decide("a", 2);
    decide("b", 2);
    decide("c", 2);
    tell();
    for (String pseudonym : List.of("a", "b", "c")) {
      rotate(pseudonym, 2);
    }
    assertThat(tell()).containsExactly("new-a", "new-b", "new-c");
    assertThat(standing).hasSize(6);

    rotate("a", 1);
    decide("d", 1);
    tell();
    assertThat(minors("new-b", "new-c", "d", "b", "c")).containsOnlyNulls();
    assertThat(minors("new-a", "a")).as("told alike under both").containsOnlyNulls();

    withdraw("new-b");
    withdraw("b");
    withdraw("d");
    assertThat(tell()).containsExactly("a", "b", "c", "d", "new-a", "new-b", "new-c");
    assertThat(standing).as("of two families four rows would stand").isEmpty();
  }

  private void rotate(String pseudonym, int minors) {
    String present = "new-" + pseudonym;
    decide(present, new AgreedRow(family(present, pseudonym, minors), K, false));
  }

  @Test
  void theGreatestSmallestCountHoldsWhileItChanges() {
    decide("a", 2);
    decide("b", 2);
    decide("c", 2);
    tell();
    decide("a", new AgreedRow(family("a", null, 2), K + 1, false));
    tell();
    assertThat(standing).isEmpty();
  }

  /** By a service that told rows as agreed. */
  @Test
  void whatWasToldBeforeIsCoarsenedOrWithdrawn() {
    standing.put("a", family("a", null, 2));
    standing.put("b", family("b", null, 2));
    decide("a", new AgreedRow(family("a", null, 2), K, true));
    decide("b", new AgreedRow(null, K, true));
    assertThat(tell()).containsExactly("a", "b");
    assertThat(standing).isEmpty();
  }

  @Test
  void aRowThatWasOnItsWayAsAgreedIsNotTold() {
    for (String pseudonym : List.of("a", "b", "c")) {
      decide(pseudonym, family(pseudonym, null, 2));
    }
    assertThat(tell()).isEmpty();
  }
}
