package org.retzef.reporting.sharing.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestEvent;
import org.retzef.reporting.sharing.Families;
import org.retzef.reporting.sharing.Ministry;
import org.retzef.reporting.sharing.agreement.SharingAgreements;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Each test has a part of the country of its own. */
@RetzefIT
class ShareStreamIT {

  private static final LocalDate START = LocalDate.of(2021, 2, 1);
  private static int parts = 7000;

  @Autowired private WebTestClient http;
  @Autowired private AgreementUpkeep upkeep;
  @Autowired private DatabaseClient database;

  @Autowired private MeterRegistry meters;
  @Autowired private SharingAgreements agreements;

  @Value("${retzef.kafka}")
  private String broker;

  @Value("${retzef.clock-file}")
  private Path clock;

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
  void close() throws IOException {
    Files.deleteIfExists(clock);
    families.close();
  }

  private ObjectNode ownPart(String partner) {
    ObjectNode terms = Ministry.terms(partner).put("unit", authority);
    terms.withObject("answers").put("wholePicture", false);
    return terms;
  }

  private StreamReader stream(String agreement) {
    return new StreamReader(broker, "retzef.share." + agreement);
  }

  @Test
  void tellsFamiliesUnderPseudonymsInBandsAndCoarsePlaces() {
    String family = families.enrolled(unit, "NOSHMIM", START, 1990);
    ministry.agreesLive(code, ownPart("WELFARE"));
    try (StreamReader stream = stream(code)) {
      Map<String, JsonNode> rows = stream.awaitStanding(1);
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
    families.enrolled(3, unit, "NOSHMIM", START);
    Map<String, JsonNode> first;
    try (StreamReader stream = stream(code)) {
      first = stream.awaitStanding(3);
    }
    try (StreamReader again = stream(code)) {
      assertThat(again.awaitStanding(3)).isEqualTo(first);
    }
  }

  @Test
  void tellsWhatTheTermsSayWhenTheyChange() {
    families.enrolled(2, unit, "NOSHMIM", START);
    families.enrolled(1, unit, "MAPA", START);
    ObjectNode terms = ownPart("WELFARE");
    ministry.agreesLive(code, terms);
    try (StreamReader stream = stream(code)) {
      Set<String> pseudonyms = Set.copyOf(stream.awaitStanding(3).keySet());

      terms.put("place", "DISTRICT").putArray("fields").add("PLACE").add("MEMBERS");
      terms.withObject("answers").put("pooled", false);
      terms.putArray("programmes").add("NOSHMIM");
      ministry.change(code, terms);

      Map<String, JsonNode> rows =
          stream.awaitStanding(
              standing ->
                  standing.size() == 2
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

  /**
   * The third, fourth and fifth question: rows go back, the partner opens them, not only counts.
   */
  @ParameterizedTest
  @CsvSource({"returned, false", "sharedAccess, false", "processedOnly, true"})
  void tellsNoRowsWhereAnAnswerForbidsThem(String answer, boolean given) {
    families.enrolled(2, unit, "NOSHMIM", START);
    ObjectNode terms = ownPart("WELFARE");
    ministry.agreesLive(code, terms);
    try (StreamReader stream = stream(code)) {
      stream.awaitStanding(2);
      ObjectNode others = terms.deepCopy();
      others.withObject("answers").put("returned", !given).put(answer, given);
      ministry.change(code, others);
      stream.awaitStanding(0);
      assertThat(ministry.credentials(code, 409).get("code").asString())
          .isEqualTo("sharing-agreement-does-not-stream");
      ministry.change(code, terms);
      stream.awaitStanding(2);
    }
  }

  /**
   * No event tells that a day begins. From yesterday to today: the broker takes no time to come.
   */
  @Test
  void tellsWhatADayEndsAndBegins() throws IOException {
    Files.writeString(clock, "PT-24H");
    LocalDate yesterday = LocalDate.now(ZoneId.of("Asia/Jerusalem")).minusDays(1);
    ObjectNode byConsent = ownPart("NGO-A").put("legalBasis", "CONSENT").put("purpose", "RESEARCH");
    ministry.agreesLive(code, byConsent);
    ministry.agreesLive(code + "-b", ownPart("WELFARE").put("validUntil", yesterday.toString()));
    ministry.agreesLive(code + "-c", ownPart("EDUCATION"));
    String family = families.enrolled(unit, "NOSHMIM", START);
    families.consentsUntil(yesterday, family, "NGO-A", START);
    String coming = families.enrolled(unit, "NOSHMIM", yesterday.plusDays(1));
    awaitKept("counts and household -> 'enrolments' <> '{}'", coming);
    try (StreamReader consented = stream(code);
        StreamReader ending = stream(code + "-b");
        StreamReader goingOn = stream(code + "-c")) {
      consented.awaitStanding(1);
      ending.awaitStanding(1);
      goingOn.awaitStanding(1);
      Files.delete(clock);
      consented.awaitStanding(0);
      ending.awaitStanding(0);
      goingOn.awaitStanding(2);
    }
  }

  @Test
  void anAgreementWhoseKeysDoNotOpenIsWithdrawnAndTheOthersGoOn() {
    families.enrolled(2, unit, "NOSHMIM", START);
    String other = code + "-b";
    ministry.agreesLive(code, ownPart("WELFARE"));
    ObjectNode terms = ownPart("EDUCATION");
    ministry.agreesLive(other, terms);
    byte[] keysThatOpen = Objects.requireNonNull(agreements.withKeys(code).block()).sealedKeys();
    try (StreamReader spoilt = stream(code);
        StreamReader whole = stream(other)) {
      spoilt.awaitStanding(2);
      whole.awaitStanding(2);
      seal(code, new byte[] {1, 2, 3});
      ministry.change(other, terms.put("place", "DISTRICT"));
      whole.awaitStanding(
          standing ->
              standing.values().stream()
                  .allMatch(row -> row.get("place").asString().equals("IL.SOUTH")));
      spoilt.awaitStanding(0);
      assertThat(meters.get("retzef.reporting.sharing.closed-agreements").gauge().value())
          .isEqualTo(1);
      upkeep.keepUp(LocalDate.now(ZoneId.of("Asia/Jerusalem")));
      seal(code, keysThatOpen);
      spoilt.awaitStanding(2);
    } finally {
      seal(code, keysThatOpen);
    }
  }

  /** As if a rotation's overlap were over: the former key is to be forgotten, too. */
  private void seal(String agreement, byte[] sealedKeys) {
    database
        .sql(
            """
            update sharing_agreement set sealed_keys = $2, former_until = '2020-01-01'
             where code = $1
            """)
        .bind("$1", agreement)
        .bind("$2", sealedKeys)
        .then()
        .block();
  }

  @Test
  void withdrawsAFamilyThatWithdrawsItsConsent() {
    ObjectNode terms = ownPart("NGO-A").put("legalBasis", "CONSENT").put("purpose", "RESEARCH");
    ministry.agreesLive(code, terms);
    String agreed = families.enrolled(unit, "NOSHMIM", START);
    String other = families.enrolled(unit, "NOSHMIM", START);
    families.enrolled(unit, "NOSHMIM", START);
    String consent = UUID.randomUUID().toString();
    families.consents(agreed, consent, "NGO-A", "GIVEN", START);
    families.consents(other, UUID.randomUUID().toString(), "NGO-B", "GIVEN", START);
    try (StreamReader stream = stream(code)) {
      stream.awaitStanding(1);
      families.consents(agreed, consent, "NGO-A", "WITHDRAWN", START);
      stream.awaitStanding(0);
      assertThat(stream.records().getLast().value()).as("a tombstone").isNull();
    }
  }

  @Test
  void withdrawsAFamilyThatIsErasedOrMergedAndTellsItAgainWhenThatIsUndone() {
    ministry.agreesLive(code, ownPart("WELFARE"));
    String erased = families.enrolled(unit, "NOSHMIM", START);
    String survivor = families.enrolled(unit, "NOSHMIM", START);
    String merged = families.enrolled(unit, "NOSHMIM", START);
    UUID merge = UUID.randomUUID();
    try (StreamReader stream = stream(code)) {
      stream.awaitStanding(3);
      families.erased(erased);
      stream.awaitStanding(2);
      families.merged(survivor, merged, merge, false);
      stream.awaitStanding(1);
      families.merged(survivor, merged, merge, true);
      stream.awaitStanding(2);
    }
  }

  /** The survivor's events say it: the consent is the survivor's while the families are one. */
  @Test
  void aConsentThatIsWithdrawnDuringAMergerStaysWithdrawnWhenThatIsUndone() {
    ObjectNode terms = ownPart("NGO-A").put("legalBasis", "CONSENT").put("purpose", "RESEARCH");
    ministry.agreesLive(code, terms);
    String survivor = families.enrolled(unit, "NOSHMIM", START);
    String merged = families.enrolled(unit, "NOSHMIM", START);
    String consent = UUID.randomUUID().toString();
    families.consents(merged, consent, "NGO-A", "GIVEN", START);
    UUID merge = UUID.randomUUID();
    try (StreamReader stream = stream(code)) {
      Set<String> before = Set.copyOf(stream.awaitStanding(1).keySet());
      families.merged(survivor, merged, merge, false);
      stream.awaitStanding(0);
      families.consents(survivor, consent, "NGO-A", "WITHDRAWN", START);
      families.merged(survivor, merged, merge, true);
      awaitKept("counts and household -> 'consents' = '{}'", merged);
      String later = families.enrolled(unit, "NOSHMIM", START);
      families.consents(later, UUID.randomUUID().toString(), "NGO-A", "GIVEN", START);
      assertThat(stream.awaitStanding(1)).doesNotContainKeys(before.toArray(String[]::new));
      assertThat(stream.records().stream().filter(record -> before.contains(record.key())).toList())
          .last()
          .satisfies(record -> assertThat(record.value()).as("a tombstone").isNull());
    }
  }

  @Test
  void keepsNothingOfAFamilyThatAnErasedOneHadTakenIn() {
    String survivor = families.enrolled(unit, "NOSHMIM", START);
    String merged = families.enrolled(unit, "NOSHMIM", START);
    String earlier = families.enrolled(unit, "NOSHMIM", START);
    families.merged(merged, earlier, UUID.randomUUID(), false);
    families.merged(survivor, merged, UUID.randomUUID(), false);
    awaitKept("household -> 'home' ->> 'unit' = '" + unit + "' and not counts", merged, earlier);
    families.erased(survivor);
    awaitKept(
        "household ->> 'home' is null and household -> 'enrolments' = '{}'",
        survivor,
        merged,
        earlier);
  }

  private void awaitKept(String condition, String... ids) {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                database
                    .sql(
                        "select count(*) from shared_family where family_id = any($1::uuid[]) and "
                            + condition)
                    .bind("$1", ids)
                    .mapValue(Long.class)
                    .one()
                    .block(),
            kept -> kept == ids.length);
  }

  /** A kill between them would leave a withdrawal that is taken for told and never was. */
  @Test
  void whatIsToldAndWhatIsRememberedOfItAreOneTransaction() throws Exception {
    ministry.agreesLive(code, ownPart("WELFARE"));
    families.enrolled(unit, "NOSHMIM", START);
    try (StreamReader stream = stream(code);
        Admin admin = Admin.create(Map.of("bootstrap.servers", broker))) {
      stream.awaitStanding(1);
      List<Long> tellers = writers(admin, "retzef.share." + code);
      assertThat(tellers).isNotEmpty();
      assertThat(writers(admin, "reporting.sharing-told-changelog")).containsAll(tellers);
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
  void withdrawsAFamilyThatMovesOutOfThePartnersPart() {
    ministry.agreesLive(code, ownPart("WELFARE"));
    String family = families.enrolled(unit, "NOSHMIM", START);
    try (StreamReader stream = stream(code)) {
      stream.awaitStanding(1);
      families.transferred(family, "IL.JERUSALEM.A3000.D1");
      stream.awaitStanding(0);
    }
  }

  @Test
  void withdrawsEverythingWhenAnAgreementExpiresOrEnds() {
    families.enrolled(2, unit, "NOSHMIM", START);
    ObjectNode terms = ownPart("WELFARE");
    ministry.agreesLive(code, terms);
    try (StreamReader stream = stream(code)) {
      stream.awaitStanding(2);
      String yesterday = LocalDate.now(ZoneId.of("Asia/Jerusalem")).minusDays(1).toString();
      ministry.change(code, terms.deepCopy().put("validUntil", yesterday));
      stream.awaitStanding(0);
      ministry.change(code, terms);
      stream.awaitStanding(2);
      ministry.move(code, "ENDED", 200);
      stream.awaitStanding(0);
    }
  }

  @Test
  void tellsBothPseudonymsAfterARotationUntilTheOverlapIsOver() {
    families.enrolled(2, unit, "NOSHMIM", START);
    ministry.agreesLive(code, ownPart("WELFARE"));
    try (StreamReader stream = stream(code)) {
      Set<String> old = Set.copyOf(stream.awaitStanding(2).keySet());
      ministry.rotate(code, 30);
      Map<String, JsonNode> both = stream.awaitStanding(4);
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
                  standing.size() == 4 && standing.keySet().stream().noneMatch(old::contains));
      assertThat(afterwards.keySet()).doesNotContainAnyElementsOf(old);

      upkeep.keepUp(LocalDate.now(ZoneId.of("Asia/Jerusalem")).plusDays(1));
      Map<String, JsonNode> last = stream.awaitStanding(2);
      assertThat(last.values()).noneMatch(row -> row.has("formerPseudonym"));
    }
  }

  @Test
  void tellsAnEventOnceThatComesTwice() {
    ministry.agreesLive(code, ownPart("WELFARE"));
    String family = families.registered(unit, 1990);
    families.enrol(family, unit, "NOSHMIM", START);
    try (StreamReader stream = stream(code)) {
      stream.awaitStanding(1);
      int before = stream.records().size();
      TestEvent moved =
          families.tell(
              family,
              "family.transferred",
              "{\"familyId\": \"%s\", \"unit\": \"%s.D9\"}".formatted(family, authority));
      families.repeat(moved);
      families.enrolled(unit, "MAPA", START);
      stream.awaitStanding(2);
      assertThat(stream.records()).as("nothing new of the first").hasSize(before + 1);
    }
  }

  @Test
  void anEventThatNobodyDecidedAboutBecomesADeadLetter() {
    try (StreamReader letters = new StreamReader(broker, "retzef.family.events.dlt")) {
      String family = UUID.randomUUID().toString();
      families.tell(family, "family.adopted-a-dog", "{}");
      await()
          .until(
              () -> {
                letters.awaitStanding(_ -> true);
                return letters.records().stream()
                    .filter(record -> family.equals(record.key()))
                    .anyMatch(
                        record ->
                            List.of(record.headers().toArray()).stream()
                                .anyMatch(
                                    header ->
                                        new String(header.value()).equals("reporting.sharing")));
              });
    }
  }
}
