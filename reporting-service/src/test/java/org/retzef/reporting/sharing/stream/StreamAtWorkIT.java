package org.retzef.reporting.sharing.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.retzef.reporting.sharing.Ministry.FEWEST_INSIDE;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.streams.KafkaStreams;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestEvent;
import org.retzef.reporting.sharing.Families;
import org.retzef.reporting.sharing.Ministry;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.test.util.ReflectionTestUtils;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;

/** What comes back after a kill, and what neither a kill nor an unreadable event may break. */
@RetzefIT
class StreamAtWorkIT {

  private static final LocalDate START = LocalDate.of(2021, 2, 1);

  @Autowired private ShareStream shareStream;

  private final OwnPart part;
  private final Families families;
  private final Ministry ministry;
  private final String unit;
  private final String code;
  private final String broker;

  StreamAtWorkIT(@Autowired WebTestClient http, @Value("${retzef.kafka}") String broker) {
    part = new OwnPart(http, broker);
    families = part.families();
    ministry = part.ministry();
    unit = part.unit();
    code = part.code();
    this.broker = broker;
  }

  @AfterEach
  void close() {
    part.close();
  }

  /** As after a kill: the state comes back from the broker, whatever was on this machine's disk. */
  @Test
  void knowsAfterARestartWhatStandsAndWhoIsAlike() throws IOException {
    families.enrolled(FEWEST_INSIDE - 1, unit, "NOSHMIM", START);
    String leaving = families.enrolled(unit, "NOSHMIM", START);
    families.enrolled(1, unit, "MAPA", START);
    ministry.agreesLive(code, part.terms("WELFARE"));
    try (StreamReader stream = part.stream()) {
      stream.awaitStanding(FEWEST_INSIDE);
      shareStream.stop();
      FileSystemUtils.deleteRecursively(
          Path.of(String.valueOf(ReflectionTestUtils.getField(shareStream, "folder"))));
      families.erased(leaving);
      shareStream.start();
      Map<String, JsonNode> rows =
          stream.awaitStanding(
              standing -> standing.values().stream().noneMatch(row -> row.has("programme")),
              Duration.ofMinutes(2));
      assertThat(rows).as("the one of the other programme is one of them").hasSize(FEWEST_INSIDE);
    }
  }

  /** A kill between them would leave a withdrawal that is taken for told and never was. */
  @Test
  void whatIsToldAndWhatIsRememberedOfItAreOneTransaction() throws Exception {
    ministry.agreesLive(code, part.terms("WELFARE"));
    families.enrolled(FEWEST_INSIDE, unit, "NOSHMIM", START);
    try (StreamReader stream = part.stream();
        Admin admin = Admin.create(Map.of("bootstrap.servers", broker))) {
      stream.awaitStanding(FEWEST_INSIDE);
      List<Long> tellers = writers(admin, "retzef.share." + code);
      assertThat(tellers).isNotEmpty();
      assertThat(writers(admin, "reporting.sharing-told-changelog")).containsAll(tellers);
      assertThat(writers(admin, "reporting.sharing-known-changelog")).containsAll(tellers);
      assertThat(
              admin
                  .listTransactions(new ListTransactionsOptions().filterProducerIds(tellers))
                  .all()
                  .get())
          .extracting(TransactionListing::transactionalId)
          .isNotEmpty()
          .allMatch(id -> id.startsWith("reporting.sharing"));
    }
  }

  private static List<Long> writers(Admin admin, String topic) throws Exception {
    List<TopicPartition> partitions =
        admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic).partitions().stream()
            .map(one -> new TopicPartition(topic, one.partition()))
            .toList();
    return admin.describeProducers(partitions).all().get().values().stream()
        .flatMap(states -> states.activeProducers().stream())
        .map(ProducerState::producerId)
        .distinct()
        .toList();
  }

  @Test
  void anEventThatNobodyDecidedAboutBecomesADeadLetter() {
    try (StreamReader letters = new StreamReader(broker, "retzef.family.events.dlt")) {
      String family = UUID.randomUUID().toString();
      TestEvent unknown = families.tell(family, "family.adopted-a-dog", "{}");
      letters.awaitRecord(letter -> isOfTheStream(letter, unknown));
    }
  }

  /** One record that nobody can read must not hold back what all partners are told. */
  @Test
  void whatIsNoEventOfAFamilyBecomesADeadLetterAndTheStreamGoesOn() {
    ministry.agreesLive(code, part.terms("WELFARE"));
    families.enrolled(FEWEST_INSIDE, unit, "NOSHMIM", START);
    try (StreamReader stream = part.stream();
        StreamReader letters = new StreamReader(broker, "retzef.family.events.dlt")) {
      stream.awaitStanding(FEWEST_INSIDE);
      Object atWork = ReflectionTestUtils.getField(shareStream, "streams");

      String before = families.enrolled(unit, "NOSHMIM", START);
      String after = families.registered(unit, 1990);
      String registration =
          """
          {"familyId": "%s", "unit": "%s", "preferredLanguage": "ar", "members": 3, "minors": 2}
          """
              .formatted(after, unit);
      String nameless = registration.replaceFirst("\"familyId\": \"[^\"]+\", ", "");
      List<TestEvent> garbage =
          List.of(
              families.tell("no-family-" + code, "family.registered", registration),
              families.tell("1-1-1-1-1", "family.registered", registration),
              families.tell(after, "family.registered", "This is no JSON."),
              families.tell(after, "family.registered", nameless),
              families.tell(before, "family.transferred", "{\"familyId\": \"" + before + "\"}"),
              families.tell(
                  before,
                  "family.enrolled",
                  """
                  {"familyId": "%s", "enrolmentId": "1", "programme": "NOSHMIM", "track": "T",
                   "status": "ACTIVE"}
                  """
                      .formatted(before)));
      families.enrol(after, unit, "NOSHMIM", START);

      stream.awaitStanding(FEWEST_INSIDE + 2);
      garbage.forEach(event -> letters.awaitRecord(letter -> isOfTheStream(letter, event)));
      assertThat(ReflectionTestUtils.getField(shareStream, "streams"))
          .as("no other was begun")
          .isSameAs(atWork)
          .extracting(streams -> ((KafkaStreams) streams).state())
          .isEqualTo(KafkaStreams.State.RUNNING);
    }
  }

  private static boolean isOfTheStream(ConsumerRecord<String, String> letter, TestEvent event) {
    return event.subject().equals(letter.key())
        && event.json().equals(letter.value())
        && header(letter, "ce_id").equals(event.id().toString())
        && header(letter, "retzef-consumer").equals("reporting.sharing");
  }

  private static String header(ConsumerRecord<String, String> letter, String name) {
    Header header = letter.headers().lastHeader(name);
    return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
  }
}
