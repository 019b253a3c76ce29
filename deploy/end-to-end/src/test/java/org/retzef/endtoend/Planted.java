package org.retzef.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** Words that are put where none may be, to prove that a search finds them there. */
final class Planted {

  private Planted() {}

  /**
   * Puts each word into a topic of its own, as key, in a header and in the value, and into a log;
   * takes both away again.
   *
   * @param search gets the topic's records and the log, read as {@link OutsideDatabases} reads them
   */
  static void in(Platform platform, List<String> words, BiConsumer<List<String>, String> search) {
    String topic = "retzef.planted-" + Long.toString(System.nanoTime(), 36);
    Path log = platform.home().resolve("log/" + topic + ".log");
    Map<String, Object> broker = Map.of("bootstrap.servers", platform.kafka());
    var outside = new OutsideDatabases(platform);
    try (var admin = Admin.create(broker)) {
      admin.createTopics(List.of(new NewTopic(topic, 2, (short) 1))).all().get();
      try {
        send(words, topic, broker);
        Files.write(log, words.stream().map("{\"message\":\"no %s\"}"::formatted).toList());
        search.accept(
            outside.topicsUntilThisOneTells(topic).get(topic), outside.logs().get(log.toString()));
      } finally {
        Files.deleteIfExists(log);
        admin.deleteTopics(List.of(topic)).all().get();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static void send(List<String> words, String topic, Map<String, Object> broker) {
    try (var producer =
        new KafkaProducer<>(broker, new StringSerializer(), new StringSerializer())) {
      for (String word : words) {
        producer.send(new ProducerRecord<>(topic, word, "{}"));
        producer.send(new ProducerRecord<>(topic, "key", "{\"to\": \"%s\"}".formatted(word)));
        var headed = new ProducerRecord<>(topic, "key", "{}");
        String address = URLEncoder.encode(word, StandardCharsets.UTF_8);
        headed.headers().add("ce_subject", address.getBytes(StandardCharsets.UTF_8));
        producer.send(headed);
      }
    }
  }
}
