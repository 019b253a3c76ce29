package org.retzef.platform.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;

/**
 * One topic of the test broker, to tell events on and to see what is told there from now on. Not
 * for use by several threads; close it after the test.
 */
public final class TestEvents implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final String topic;
  private final KafkaProducer<String, byte[]> producer;
  private final KafkaConsumer<String, byte[]> consumer;
  private final List<TestEvent> seen = new ArrayList<>();

  private TestEvents(String topic, String broker) {
    this.topic = topic;
    producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                broker,
                ProducerConfig.LINGER_MS_CONFIG,
                0),
            new StringSerializer(),
            new ByteArraySerializer());
    consumer =
        new KafkaConsumer<>(
            Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, broker),
            new StringDeserializer(),
            new ByteArrayDeserializer());
  }

  /**
   * Sees what is told on the topic after this call. The topic exists once a service has started.
   */
  public static TestEvents on(String topic) {
    var events = new TestEvents(topic, Infrastructure.running().kafka());
    events.consumer.assign(events.partitions());
    events.consumer.seekToEnd(events.consumer.assignment());
    events.consumer.assignment().forEach(events.consumer::position);
    return events;
  }

  private List<TopicPartition> partitions() {
    Awaitility.await().atMost(PATIENCE).until(() -> consumer.listTopics().containsKey(topic));
    return consumer.partitionsFor(topic).stream()
        .map(partition -> new TopicPartition(topic, partition.partition()))
        .toList();
  }

  /** Tells the event and waits for the broker's acknowledgement. */
  public void publish(TestEvent event) {
    try {
      producer.send(event.to(topic)).get();
    } catch (ExecutionException | InterruptedException failed) {
      throw new IllegalStateException(failed);
    }
  }

  /**
   * Waits until at least so many events that the test cares for were seen, and returns all of them
   * in the order of their partition. Fails after 60 seconds.
   */
  public List<TestEvent> await(int atLeast, Predicate<TestEvent> ofInterest) {
    return await(ofInterest, seen -> seen.size() >= atLeast);
  }

  /** As {@link #await(int, Predicate)}, until the test has seen enough. */
  public List<TestEvent> await(Predicate<TestEvent> ofInterest, Predicate<List<TestEvent>> enough) {
    Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(1))
        .until(() -> poll(Duration.ofMillis(50)) >= 0 && enough.test(matching(ofInterest)));
    return matching(ofInterest);
  }

  /** As {@link #await(int, Predicate)}, for the events of one aggregate. */
  public List<TestEvent> await(int atLeast, String subject) {
    return await(atLeast, event -> event.subject().equals(subject));
  }

  private int poll(Duration longest) {
    var records = consumer.poll(longest);
    records.forEach(record -> seen.add(TestEvent.of(record)));
    return records.count();
  }

  private List<TestEvent> matching(Predicate<TestEvent> ofInterest) {
    return seen.stream().filter(ofInterest).toList();
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(1));
    consumer.close();
  }
}
