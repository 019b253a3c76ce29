package org.retzef.local.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.retzef.local.FreePort;
import org.retzef.local.process.OwnedProcess;

/** The broker in a process of its own, which is killed. */
class BrokerProcessIT {
  private static final String TOPIC = "kept";

  private final int port = FreePort.find();

  @TempDir Path folder;

  @Test
  void startsAgainByItselfAfterAKillAndKeepsItsEvents() throws Exception {
    var owned = new OwnedProcess(folder.resolve("pid"));
    var place =
        new BrokerProcess.Place(
            folder.resolve("kafka"),
            port,
            FreePort.find(),
            folder.resolve("kafka.log"),
            owned,
            List.of());
    try (BrokerProcess broker = BrokerProcess.start(place);
        Admin admin = Admin.create(client())) {
      admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
      send("before");
      ProcessHandle first = owned.running().orElseThrow();
      first.destroyForcibly();
      first.onExit().join();
      send("after");
      assertThat(owned.running().orElseThrow().pid()).isNotEqualTo(first.pid());
      assertThat(read()).containsExactly("before", "after");
      assertThatThrownBy(() -> admin.describeTopics(List.of("typo")).allTopicNames().get())
          .as("no topic by mistake")
          .isInstanceOf(ExecutionException.class);
      assertThat(broker.isAlive()).isTrue();
    }
    assertThat(owned.isRemembered()).isFalse();
  }

  private Map<String, Object> client() {
    return Map.of("bootstrap.servers", "127.0.0.1:" + port);
  }

  private void send(String value) throws Exception {
    try (var producer =
        new KafkaProducer<>(client(), new StringSerializer(), new StringSerializer())) {
      producer.send(new ProducerRecord<>(TOPIC, value)).get();
    }
  }

  private List<String> read() {
    var deserializer = new StringDeserializer();
    try (var consumer = new KafkaConsumer<>(client(), deserializer, deserializer)) {
      var partition = List.of(new TopicPartition(TOPIC, 0));
      consumer.assign(partition);
      consumer.seekToBeginning(partition);
      var values = new ArrayList<String>();
      while (values.size() < 2) {
        var records = consumer.poll(Duration.ofSeconds(10));
        assertThat(records.isEmpty()).as("nothing more to read").isFalse();
        records.forEach((ConsumerRecord<String, String> record) -> values.add(record.value()));
      }
      return values;
    }
  }
}
