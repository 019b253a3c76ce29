package org.retzef.reporting.sharing.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.retzef.reporting.sharing.Ministry.FEWEST_INSIDE;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.reporting.sharing.Families;
import org.retzef.reporting.sharing.Ministry;
import org.retzef.reporting.sharing.agreement.SharingAgreements;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.node.ObjectNode;

/** What was told and may not be told any more. Each test has a part of the country of its own. */
@RetzefIT
class WithdrawalIT {

  private static final LocalDate START = LocalDate.of(2021, 2, 1);

  @Autowired private AgreementUpkeep upkeep;
  @Autowired private DatabaseClient database;

  @Autowired private MeterRegistry meters;
  @Autowired private SharingAgreements agreements;

  @Value("${retzef.clock-file}")
  private Path clock;

  private final OwnPart part;
  private final Families families;
  private final Ministry ministry;
  private final String unit;
  private final String code;

  WithdrawalIT(@Autowired WebTestClient http, @Value("${retzef.kafka}") String broker) {
    part = new OwnPart(http, broker);
    families = part.families();
    ministry = part.ministry();
    unit = part.unit();
    code = part.code();
  }

  @AfterEach
  void close() throws IOException {
    Files.deleteIfExists(clock);
    part.close();
  }

  /**
   * The third, fourth and fifth question: rows go back, the partner opens them, not only counts.
   * Nothing but the one answer changes.
   */
  @ParameterizedTest
  @CsvSource({"returned, false", "sharedAccess, false", "processedOnly, true"})
  void tellsNoRowsWhereAnAnswerForbidsThem(String answer, boolean given) {
    families.enrolled(FEWEST_INSIDE, unit, "NOSHMIM", START);
    ObjectNode terms = part.terms("WELFARE");
    ministry.agreesLive(code, terms);
    try (StreamReader stream = part.stream()) {
      stream.awaitStanding(FEWEST_INSIDE);
      ObjectNode others = terms.deepCopy();
      others.withObject("answers").put(answer, given);
      ministry.change(code, others);
      stream.awaitStanding(0);
      assertThat(ministry.credentials(code, 409).get("code").asString())
          .isEqualTo("sharing-agreement-does-not-stream");
      ministry.change(code, terms);
      stream.awaitStanding(FEWEST_INSIDE);
    }
  }

  /** Whoever turns to families learns from no row who they are (decision 0114). */
  @Test
  void tellsNoRowsWhereThePartnerTurnsToFamiliesUnasked() {
    ObjectNode terms = part.terms("NGO-A").put("legalBasis", "CONSENT").put("purpose", "REFERRAL");
    ministry.agreesLive(code, terms);
    for (int i = 0; i < FEWEST_INSIDE; i++) {
      String family = families.enrolled(unit, "NOSHMIM", START);
      families.consentsTo("REFERRAL", family, "NGO-A", START);
    }
    try (StreamReader stream = part.stream()) {
      stream.awaitStanding(FEWEST_INSIDE);
      ministry.change(code, terms.deepCopy().put("includesOutreach", true));
      stream.awaitStanding(0);
      assertThat(ministry.credentials(code, 409).get("code").asString())
          .isEqualTo("sharing-agreement-does-not-stream");
      ministry.change(code, terms.put("includesOutreach", false));
      stream.awaitStanding(FEWEST_INSIDE);
    }
  }

  /**
   * No event tells that a day begins. From yesterday to today: the broker takes no time to come.
   */
  @Test
  void tellsWhatADayEndsAndBegins() throws IOException {
    Files.writeString(clock, "PT-24H");
    LocalDate yesterday = LocalDate.now(ZoneId.of("Asia/Jerusalem")).minusDays(1);
    ObjectNode byConsent =
        part.terms("NGO-A").put("legalBasis", "CONSENT").put("purpose", "RESEARCH");
    ministry.agreesLive(code, byConsent);
    ministry.agreesLive(code + "-b", part.terms("WELFARE").put("validUntil", yesterday.toString()));
    ministry.agreesLive(code + "-c", part.terms("EDUCATION"));
    for (int i = 0; i < FEWEST_INSIDE; i++) {
      String family = families.enrolled(unit, "NOSHMIM", START);
      families.consentsUntil(yesterday, family, "NGO-A", START);
    }
    String coming = families.enrolled(unit, "NOSHMIM", yesterday.plusDays(1));
    awaitKept("counts and household -> 'enrolments' <> '{}'", coming);
    try (StreamReader consented = part.stream();
        StreamReader ending = part.stream(code + "-b");
        StreamReader goingOn = part.stream(code + "-c")) {
      consented.awaitStanding(FEWEST_INSIDE);
      ending.awaitStanding(FEWEST_INSIDE);
      goingOn.awaitStanding(FEWEST_INSIDE);
      Files.delete(clock);
      consented.awaitStanding(0);
      ending.awaitStanding(0);
      goingOn.awaitStanding(FEWEST_INSIDE + 1);
    }
  }

  @Test
  void anAgreementWhoseKeysDoNotOpenIsWithdrawnAndTheOthersGoOn() {
    families.enrolled(FEWEST_INSIDE, unit, "NOSHMIM", START);
    String other = code + "-b";
    ministry.agreesLive(code, part.terms("WELFARE"));
    ObjectNode terms = part.terms("EDUCATION");
    ministry.agreesLive(other, terms);
    byte[] keysThatOpen = Objects.requireNonNull(agreements.withKeys(code).block()).sealedKeys();
    try (StreamReader spoilt = part.stream();
        StreamReader whole = part.stream(other)) {
      spoilt.awaitStanding(FEWEST_INSIDE);
      whole.awaitStanding(FEWEST_INSIDE);
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
      spoilt.awaitStanding(FEWEST_INSIDE);
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
    ObjectNode terms = part.terms("NGO-A").put("legalBasis", "CONSENT").put("purpose", "RESEARCH");
    ministry.agreesLive(code, terms);
    othersConsent();
    String agreed = families.enrolled(unit, "NOSHMIM", START);
    String other = families.enrolled(unit, "NOSHMIM", START);
    families.enrolled(unit, "NOSHMIM", START);
    String consent = UUID.randomUUID().toString();
    families.consents(agreed, consent, "NGO-A", "GIVEN", START);
    families.consents(other, UUID.randomUUID().toString(), "NGO-B", "GIVEN", START);
    try (StreamReader stream = part.stream()) {
      stream.awaitStanding(FEWEST_INSIDE + 1);
      families.consents(agreed, consent, "NGO-A", "WITHDRAWN", START);
      stream.awaitStanding(FEWEST_INSIDE);
      assertThat(stream.records().getLast().value()).as("a tombstone").isNull();
    }
  }

  /** As many as may be told of, so that each one more is. */
  private void othersConsent() {
    for (int i = 0; i < FEWEST_INSIDE; i++) {
      String family = families.enrolled(unit, "NOSHMIM", START);
      families.consents(family, UUID.randomUUID().toString(), "NGO-A", "GIVEN", START);
    }
  }

  @Test
  void withdrawsAFamilyThatIsErasedOrMergedAndTellsItAgainWhenThatIsUndone() {
    ministry.agreesLive(code, part.terms("WELFARE"));
    families.enrolled(FEWEST_INSIDE, unit, "NOSHMIM", START);
    String erased = families.enrolled(unit, "NOSHMIM", START);
    String survivor = families.enrolled(unit, "NOSHMIM", START);
    String merged = families.enrolled(unit, "NOSHMIM", START);
    UUID merge = UUID.randomUUID();
    try (StreamReader stream = part.stream()) {
      stream.awaitStanding(FEWEST_INSIDE + 3);
      families.erased(erased);
      stream.awaitStanding(FEWEST_INSIDE + 2);
      families.merged(survivor, merged, merge, false);
      stream.awaitStanding(FEWEST_INSIDE + 1);
      families.merged(survivor, merged, merge, true);
      stream.awaitStanding(FEWEST_INSIDE + 2);
    }
  }

  /** The survivor's events say it: the consent is the survivor's while the families are one. */
  @Test
  void aConsentThatIsWithdrawnDuringAMergerStaysWithdrawnWhenThatIsUndone() {
    ObjectNode terms = part.terms("NGO-A").put("legalBasis", "CONSENT").put("purpose", "RESEARCH");
    ministry.agreesLive(code, terms);
    othersConsent();
    String survivor = families.enrolled(unit, "NOSHMIM", START);
    String merged = families.enrolled(unit, "NOSHMIM", START);
    String consent = UUID.randomUUID().toString();
    families.consents(merged, consent, "NGO-A", "GIVEN", START);
    UUID merge = UUID.randomUUID();
    try (StreamReader stream = part.stream()) {
      Set<String> before = new HashSet<>(stream.awaitStanding(FEWEST_INSIDE + 1).keySet());
      families.merged(survivor, merged, merge, false);
      before.removeAll(stream.awaitStanding(FEWEST_INSIDE).keySet());
      families.consents(survivor, consent, "NGO-A", "WITHDRAWN", START);
      families.merged(survivor, merged, merge, true);
      awaitKept("counts and household -> 'consents' = '{}'", merged);
      String later = families.enrolled(unit, "NOSHMIM", START);
      families.consents(later, UUID.randomUUID().toString(), "NGO-A", "GIVEN", START);
      assertThat(stream.awaitStanding(FEWEST_INSIDE + 1))
          .doesNotContainKeys(before.toArray(String[]::new));
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

  @Test
  void withdrawsAFamilyThatMovesOutOfThePartnersPart() {
    ministry.agreesLive(code, part.terms("WELFARE"));
    families.enrolled(FEWEST_INSIDE, unit, "NOSHMIM", START);
    String family = families.enrolled(unit, "NOSHMIM", START);
    try (StreamReader stream = part.stream()) {
      stream.awaitStanding(FEWEST_INSIDE + 1);
      families.transferred(family, "IL.JERUSALEM.A3000.D1");
      stream.awaitStanding(FEWEST_INSIDE);
    }
  }

  @Test
  void withdrawsEverythingWhenAnAgreementExpiresOrEnds() {
    families.enrolled(FEWEST_INSIDE, unit, "NOSHMIM", START);
    ObjectNode terms = part.terms("WELFARE");
    ministry.agreesLive(code, terms);
    try (StreamReader stream = part.stream()) {
      stream.awaitStanding(FEWEST_INSIDE);
      String yesterday = LocalDate.now(ZoneId.of("Asia/Jerusalem")).minusDays(1).toString();
      ministry.change(code, terms.deepCopy().put("validUntil", yesterday));
      stream.awaitStanding(0);
      ministry.change(code, terms);
      stream.awaitStanding(FEWEST_INSIDE);
      ministry.move(code, "ENDED", 200);
      stream.awaitStanding(0);
    }
  }
}
