package org.retzef.reporting.sharing.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.retzef.reporting.sharing.Ministry.FEWEST_INSIDE;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
import org.junit.jupiter.api.BeforeEach;
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
import tools.jackson.databind.node.ObjectNode;

/** What is told. Each test has a part of the country of its own. */
@RetzefIT
class ShareStreamIT {

  private static final LocalDate START = LocalDate.of(2021, 2, 1);
  private static int parts = 7000;

  @Autowired private WebTestClient http;
  @Autowired private AgreementUpkeep upkeep;
  @Autowired private ShareStream shareStream;

  @Value("${retzef.kafka}")
  private String broker;

  private final String authority = "IL.SOUTH.A" + ++parts;
  private final String unit = authority + ".D1";
  private final String code = "stream-" + parts;
  private Families families;
  private Ministry ministry;

  @BeforeEach
  void open() {
    families = new Families();
    ministry = new Ministry(http);
  }

  @AfterEach
  void close() {
    families.close();
  }

  private ObjectNode ownPart(String partner) {
    return Ministry.inside(partner, authority);
  }

  private StreamReader stream(String agreement) {
    return new StreamReader(broker, "retzef.share." + agreement);
  }

  @Test
  void tellsFamiliesUnderPseudonymsInBandsAndCoarsePlaces() {
    families.enrolled(FEWEST_INSIDE - 1, unit, "NOSHMIM", START);
    String family = families.enrolled(unit, "NOSHMIM", START, 1990);
    ministry.agreesLive(code, ownPart("WELFARE"));
    try (StreamReader stream = stream(code)) {
      Map<String, JsonNode> rows = stream.awaitStanding(FEWEST_INSIDE);
      JsonNode row = rows.values().iterator().next();
      assertThat(rows).containsKey(row.get("pseudonym").asString());
      assertThat(row.propertyNames())
          .containsExactlyInAnyOrder("pseudonym", "place", "programme", "headAge");
      assertThat(row.get("place").asString()).isEqualTo(authority);
      assertThat(row.get("programme").asString()).isEqualTo("NOSHMIM");
      assertThat(row.get("headAge").toString()).isEqualTo("{\"from\":25,\"until\":44}");
      stream
          .records()
          .forEach(
              record ->
                  assertThat(record.key() + record.value() + record.headers())
                      .doesNotContain(family)
                      .doesNotContain("1990"));
    }
  }

  /** A data team that comes later, or begins anew, sees all that stands. */
  @Test
  void isReplayedFromTheFirstOffset() {
    ministry.agreesLive(code, ownPart("WELFARE"));
    families.enrolled(FEWEST_INSIDE, unit, "NOSHMIM", START);
    Map<String, JsonNode> first;
    try (StreamReader stream = stream(code)) {
      first = stream.awaitStanding(FEWEST_INSIDE);
    }
    try (StreamReader again = stream(code)) {
      assertThat(again.awaitStanding(FEWEST_INSIDE)).isEqualTo(first);
    }
  }

  /** All alike: no row shows that it made the difference. */
  @Test
  void whoComesMakesTheOthersFinerAndWhoLeavesMakesThemCoarser() {
    families.enrolled(FEWEST_INSIDE - 1, unit, "NOSHMIM", START);
    families.enrolled(FEWEST_INSIDE - 1, unit, "MAPA", START);
    ministry.agreesLive(code, ownPart("WELFARE"));
    try (StreamReader stream = stream(code)) {
      Map<String, JsonNode> few = stream.awaitStanding(2 * FEWEST_INSIDE - 2);
      assertThat(few.values()).allMatch(row -> tells(row, "pseudonym", "place"));

      String coming = families.enrolled(unit, "NOSHMIM", START);
      Map<String, JsonNode> enough = stream.awaitStanding(FEWEST_INSIDE);
      assertThat(enough.values())
          .as("the other programme's few have nobody left to be like")
          .allMatch(row -> row.get("programme").asString().equals("NOSHMIM"))
          .allMatch(row -> tells(row, "pseudonym", "place", "programme", "headAge"));

      families.erased(coming);
      assertThat(stream.awaitStanding(2 * FEWEST_INSIDE - 2)).isEqualTo(few);
    }
  }

  private static boolean tells(JsonNode row, String... fields) {
    return Set.copyOf(row.propertyNames()).equals(Set.of(fields));
  }

  /** As after a kill: the state comes back from the broker, whatever was on this machine's disk. */
  @Test
  void knowsAfterARestartWhatStandsAndWhoIsAlike() throws IOException {
    families.enrolled(FEWEST_INSIDE - 1, unit, "NOSHMIM", START);
    String leaving = families.enrolled(unit, "NOSHMIM", START);
    families.enrolled(1, unit, "MAPA", START);
    ministry.agreesLive(code, ownPart("WELFARE"));
    try (StreamReader stream = stream(code)) {
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

  @Test
  void tellsWhatTheTermsSayWhenTheyChange() {
    families.enrolled(FEWEST_INSIDE, unit, "NOSHMIM", START);
    families.enrolled(FEWEST_INSIDE, unit, "MAPA", START);
    ObjectNode terms = ownPart("WELFARE");
    ministry.agreesLive(code, terms);
    try (StreamReader stream = stream(code)) {
      Set<String> pseudonyms = Set.copyOf(stream.awaitStanding(2 * FEWEST_INSIDE).keySet());

      terms.put("place", "DISTRICT").putArray("fields").add("PLACE").add("MEMBERS");
      terms.withObject("answers").put("pooled", false);
      terms.putArray("programmes").add("NOSHMIM");
      ministry.change(code, terms);

      Map<String, JsonNode> rows =
          stream.awaitStanding(
              standing ->
                  standing.size() == FEWEST_INSIDE
                      && standing.values().stream().allMatch(row -> row.has("members")));
      assertThat(pseudonyms).containsAll(rows.keySet());
      assertThat(rows.values())
          .allSatisfy(
              row -> {
                assertThat(row.propertyNames())
                    .containsExactlyInAnyOrder("pseudonym", "place", "members");
                assertThat(row.get("place").asString()).isEqualTo("IL.SOUTH");
              });
    }
  }

  /** A kill between them would leave a withdrawal that is taken for told and never was. */
  @Test
  void whatIsToldAndWhatIsRememberedOfItAreOneTransaction() throws Exception {
    ministry.agreesLive(code, ownPart("WELFARE"));
    families.enrolled(FEWEST_INSIDE, unit, "NOSHMIM", START);
    try (StreamReader stream = stream(code);
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
  void tellsBothPseudonymsAfterARotationUntilTheOverlapIsOver() {
    families.enrolled(FEWEST_INSIDE, unit, "NOSHMIM", START);
    ministry.agreesLive(code, ownPart("WELFARE"));
    try (StreamReader stream = stream(code)) {
      Set<String> old = Set.copyOf(stream.awaitStanding(FEWEST_INSIDE).keySet());
      ministry.rotate(code, 30);
      Map<String, JsonNode> both = stream.awaitStanding(2 * FEWEST_INSIDE);
      Set<String> former = new HashSet<>();
      both.forEach(
          (pseudonym, row) -> {
            if (!old.contains(pseudonym)) {
              former.add(row.get("formerPseudonym").asString());
            }
          });
      assertThat(former).isEqualTo(old);

      ministry.rotate(code, 0);
      // of the overlap that ends today the second key is the former one
      Map<String, JsonNode> afterwards =
          stream.awaitStanding(
              standing ->
                  standing.size() == 2 * FEWEST_INSIDE
                      && standing.keySet().stream().noneMatch(old::contains));
      assertThat(afterwards.keySet()).doesNotContainAnyElementsOf(old);

      upkeep.keepUp(LocalDate.now(ZoneId.of("Asia/Jerusalem")).plusDays(1));
      Map<String, JsonNode> last = stream.awaitStanding(FEWEST_INSIDE);
      assertThat(last.values()).noneMatch(row -> row.has("formerPseudonym"));
    }
  }

  /** Of one family less than may be told twice as many rows would stand. */
  @Test
  void countsFamiliesAndNotTheirNamesWhileBothAreTold() {
    families.enrolled(FEWEST_INSIDE - 1, unit, "NOSHMIM", START);
    String leaving = families.enrolled(unit, "NOSHMIM", START);
    ministry.agreesLive(code, ownPart("WELFARE"));
    try (StreamReader stream = stream(code)) {
      stream.awaitStanding(FEWEST_INSIDE);
      ministry.rotate(code, 30);
      stream.awaitStanding(2 * FEWEST_INSIDE);
      families.erased(leaving);
      stream.awaitStanding(0);
    }
  }

  @Test
  void tellsAnEventOnceThatComesTwice() {
    families.enrolled(FEWEST_INSIDE - 1, unit, "NOSHMIM", START);
    ministry.agreesLive(code, ownPart("WELFARE"));
    String family = families.registered(unit, 1990);
    families.enrol(family, unit, "NOSHMIM", START);
    try (StreamReader stream = stream(code)) {
      stream.awaitStanding(FEWEST_INSIDE);
      int before = stream.records().size();
      TestEvent moved =
          families.tell(
              family,
              "family.transferred",
              "{\"familyId\": \"%s\", \"unit\": \"%s.D9\"}".formatted(family, authority));
      families.repeat(moved);
      families.enrolled(unit, "NOSHMIM", START);
      stream.awaitStanding(FEWEST_INSIDE + 1);
      assertThat(stream.records()).as("nothing new of the others").hasSize(before + 1);
    }
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
    ministry.agreesLive(code, ownPart("WELFARE"));
    families.enrolled(FEWEST_INSIDE, unit, "NOSHMIM", START);
    try (StreamReader stream = stream(code);
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
