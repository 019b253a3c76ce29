package org.retzef.reporting.sharing.household;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Folds the examples that the producer published. */
class FoldTest {

  private static final Path EVENTS = Path.of("../docs/events");
  private static final LocalDate DAY = LocalDate.of(2026, 8, 1);

  private static final JsonMapper JSON = new JsonMapper();

  private final Fold fold = new Fold(JSON);

  private Household after(String... types) throws IOException {
    Household household = Household.UNKNOWN;
    for (String type : types) {
      household = fold.apply(household, wire(type), household.sequence() + 1, example(type));
    }
    return household;
  }

  private static String wire(String type) {
    return "org.retzef." + type + ".v1";
  }

  private static byte[] example(String type) throws IOException {
    return Files.readAllBytes(EVENTS.resolve(wire(type) + ".example.json"));
  }

  @Test
  void knowsWhereAFamilyLivesAndHowOldItsPeopleAre() throws IOException {
    Household.Home home = Objects.requireNonNull(after("family.registered").home());
    assertThat(home.unit()).isEqualTo("IL.SOUTH.A2630.D1");
    assertThat(home.headAge(DAY)).contains(38);
    assertThat(home.youngestAge(DAY)).contains(8);
    assertThat(after("family.registered").counts()).isTrue();
  }

  @Test
  void followsWhoJoinsAndLeaves() throws IOException {
    Household grown = after("family.registered", "member.joined");
    assertThat(Objects.requireNonNull(grown.home()).members()).isEqualTo(4);
    assertThat(grown.home().youngestAge(DAY)).contains(0);
    Household less = after("family.registered", "member.joined", "member.left");
    assertThat(Objects.requireNonNull(less.home()).members()).isEqualTo(3);
  }

  @Test
  void takesOffOnceWhoeverLeftAndNotAnotherOfThatYear() {
    Household household =
        fold.apply(
            null,
            wire("family.registered"),
            1,
            told(
                "{'unit': 'IL.SOUTH.A1.D1', 'preferredLanguage': 'he', 'members': 4, 'minors': 2,"
                    + " 'birthYears': [1985, 2015, 1985, 2015]}"));
    byte[] spouse =
        told(
            "{'memberId': 'spouse', 'relation': 'SPOUSE', 'birthYear': 1985, 'members': 3,"
                + " 'minors': 2}");
    for (int sequence = 2; sequence <= 3; sequence++) {
      household = fold.apply(household, wire("member.left"), sequence, spouse);
      assertThat(Objects.requireNonNull(household.home()).birthYears())
          .containsExactly(1985, 2015, 2015);
    }
    byte[] child =
        told(
            "{'memberId': 'child', 'relation': 'CHILD', 'birthYear': 2015, 'members': 2,"
                + " 'minors': 1}");
    for (int sequence = 4; sequence <= 5; sequence++) {
      household = fold.apply(household, wire("member.left"), sequence, child);
      assertThat(Objects.requireNonNull(household.home()).birthYears()).containsExactly(1985, 2015);
    }
  }

  @Test
  void doesNotKnowTheHeadsAgeOnceTheHeadHasLeftUntilAnotherIsNamed() {
    Household household =
        fold.apply(
            null,
            wire("family.registered"),
            1,
            told(
                "{'unit': 'IL.SOUTH.A1.D1', 'preferredLanguage': 'he', 'members': 2, 'minors': 1,"
                    + " 'birthYears': [1985, 2015]}"));
    for (int sequence = 2; sequence <= 3; sequence++) {
      household =
          fold.apply(
              household,
              wire("member.left"),
              sequence,
              told(
                  "{'memberId': 'head', 'relation': 'HEAD', 'birthYear': 1985, 'members': 1,"
                      + " 'minors': 1}"));
      assertThat(Objects.requireNonNull(household.home()).headAge(DAY)).isEmpty();
      assertThat(household.home().youngestAge(DAY)).contains(11);
    }
    household = fold.apply(household, wire("member.joined"), 4, joined("aunt", "SIBLING", 1990));
    assertThat(Objects.requireNonNull(household.home()).headAge(DAY)).isEmpty();
    household = fold.apply(household, wire("member.joined"), 5, joined("father", "HEAD", 1980));
    assertThat(Objects.requireNonNull(household.home()).headAge(DAY)).contains(46);
    assertThat(household.home().youngestAge(DAY)).contains(11);
  }

  private static byte[] joined(String member, String relation, int birthYear) {
    return told(
        "{'memberId': '%s', 'relation': '%s', 'birthYear': %d, 'members': 2, 'minors': 1}"
            .formatted(member, relation, birthYear));
  }

  private static byte[] told(String withoutFamily) {
    return json(
        "{'familyId': '018f3b5e-0c21-7d4f-8a3c-6a1d2b3c4d5e', " + withoutFamily.substring(1));
  }

  private static byte[] json(String withSingleQuotes) {
    return withSingleQuotes.replace('\'', '"').getBytes(UTF_8);
  }

  @Test
  void readsAHouseholdThatWasKeptBeforeLeaversWereRemembered() {
    Household kept =
        fold.read(
            json(
                "{'sequence': 1, 'home': {'unit': 'IL.SOUTH.A1.D1', 'language': 'he',"
                    + " 'members': 1, 'minors': 0, 'birthYears': [1985]}, 'enrolments': {},"
                    + " 'consents': {}, 'mergers': []}"));
    assertThat(Objects.requireNonNull(Objects.requireNonNull(kept).home()).left()).isEmpty();
  }

  @Test
  void isActiveToTheLastDayOfItsEnrolment() throws IOException {
    Household ended = after("family.registered", "family.enrolled", "enrolment.ended");
    assertThat(ended.activeEnrolment(LocalDate.of(2026, 1, 14))).isEmpty();
    assertThat(ended.activeEnrolment(LocalDate.of(2026, 10, 1))).isPresent();
    assertThat(ended.activeEnrolment(LocalDate.of(2026, 10, 2))).isEmpty();
    Household.Enrolment last =
        ended.lastEnrolment(LocalDate.of(2026, 10, 2), _ -> true).orElseThrow();
    assertThat(last.statusOn(LocalDate.of(2026, 10, 2))).isEqualTo("GRADUATED");
    assertThat(last.from()).isEqualTo("2026-01-15");
  }

  @Test
  void knowsOfNoEnrolmentThatWasCalledOffBeforeItBeganNotEvenOfAMergedFamily() throws IOException {
    byte[] calledOff =
        told(
            "{'enrolmentId': '018f3b5f-0c21-7d4f-8a3c-6a1d2b3c4d5e', 'programme': 'NOSHMIM',"
                + " 'track': 'NOSHMIM_ROUTINE', 'status': 'LEFT', 'startDate': '2026-01-15',"
                + " 'endDate': '2026-01-10'}");
    for (Household before :
        List.of(after("family.registered", "family.enrolled"), after("family.registered"))) {
      Household known = fold.apply(before, wire("enrolment.ended"), 9, calledOff);
      assertThat(known.lastEnrolment(LocalDate.of(2027, 1, 1), _ -> true)).isEmpty();
      assertThat(known.enrolments()).isEmpty();
    }
  }

  @Test
  void consentIsForOnePartnerAndPurposeAndFromItsFirstDayOn() throws IOException {
    Household household = after("family.registered", "consent.changed");
    assertThat(household.consentsTo("NGO-DEMO", "REFERRAL", DAY)).isTrue();
    assertThat(household.consentsTo("NGO-DEMO", "RESEARCH", DAY)).isFalse();
    assertThat(household.consentsTo("OTHER", "REFERRAL", DAY)).isFalse();
    assertThat(household.consentsTo("NGO-DEMO", "REFERRAL", LocalDate.of(2026, 1, 14))).isFalse();
  }

  @Test
  void keepsNothingOfAnErasedFamily() throws IOException {
    Household erased =
        after("family.registered", "family.enrolled", "consent.changed", "family.erased");
    assertThat(new String(fold.write(erased)))
        .isEqualTo(
            "{\"sequence\":4,\"home\":null,\"enrolments\":{},\"consents\":{},\"mergers\":[],"
                + "\"takenIn\":{},\"withdrawn\":[]}");
  }

  @Test
  void takesNothingTwiceAndNothingLate() throws IOException {
    Household once = after("family.registered", "family.transferred");
    assertThat(fold.apply(once, wire("family.registered"), 1, example("family.registered")))
        .isEqualTo(once);
    assertThat(Objects.requireNonNull(once.home()).unit()).isEqualTo("IL.SOUTH.A0031.D1");
  }

  @Test
  void aMergedFamilyStandsForItselfAgainWhenTheMergerIsUndone() throws IOException {
    byte[] merger = example("family.merged");
    Household part = fold.heed(after("family.registered"), Merged.TYPE, merger);
    assertThat(part.counts()).isFalse();
    assertThat(fold.heed(part, Merged.TYPE, undone(merger)).counts()).isTrue();
  }

  private static byte[] undone(byte[] merger) {
    return new String(merger, UTF_8)
        .replaceAll("\"undone\": *false", "\"undone\": true")
        .getBytes(UTF_8);
  }

  @Test
  void tellsTheFamiliesThatItHasTakenInWhatIsWithdrawnAndThatItIsErased() throws IOException {
    String consent = wire("consent.changed");
    byte[] given = example("consent.changed");
    byte[] merger = example("family.merged");
    String merged = JSON.readTree(merger).get("mergedFamilyId").asString();
    Household survivor = after("family.registered", "family.merged");
    assertThat(fold.others(null, Merged.TYPE, merger)).containsExactly(merged);
    assertThat(fold.others(survivor, consent, given)).isEmpty();
    assertThat(fold.others(survivor, consent, withdrawn(given))).containsExactly(merged);
    assertThat(fold.others(survivor, wire("family.erased"), example("family.erased")))
        .containsExactly(merged);
    Household alone = fold.apply(survivor, Merged.TYPE, 9, undone(merger));
    assertThat(fold.others(alone, consent, withdrawn(given))).isEmpty();
  }

  private static byte[] withdrawn(byte[] consent) {
    return new String(consent, UTF_8).replace("\"GIVEN\"", "\"WITHDRAWN\"").getBytes(UTF_8);
  }

  @Test
  void aConsentThatIsWithdrawnAsAnotherFamilysStaysWithdrawnWheneverItIsHeardOf()
      throws IOException {
    String consent = wire("consent.changed");
    byte[] given = example("consent.changed");
    Household merged = fold.apply(after("family.registered"), consent, 2, given);
    assertThat(merged.consentsTo("NGO-DEMO", "REFERRAL", DAY)).isTrue();
    Household without = fold.heed(merged, consent, withdrawn(given));
    assertThat(without.consentsTo("NGO-DEMO", "REFERRAL", DAY)).isFalse();
    Household heardOfFirst =
        fold.apply(
            fold.heed(after("family.registered"), consent, withdrawn(given)), consent, 2, given);
    assertThat(heardOfFirst.consentsTo("NGO-DEMO", "REFERRAL", DAY)).isFalse();
  }

  @Test
  void anEnrolmentThatEndsDuringAMergerEndsForTheFamilyThatBeganIt() throws IOException {
    String ended = wire("enrolment.ended");
    byte[] end =
        told(
            "{'enrolmentId': 'mapa', 'programme': 'MAPA', 'track': 'MAPA', 'status': 'LEFT',"
                + " 'startDate': '2026-03-01', 'endDate': '2026-06-30'}");
    Household survivor =
        fold.apply(after("family.registered", "family.enrolled", "family.merged"), ended, 4, end);
    assertThat(survivor.lastEnrolment(DAY, _ -> true).orElseThrow().statusOn(DAY))
        .isEqualTo("ACTIVE");
    assertThat(survivor.lastEnrolment(DAY, _ -> true).orElseThrow().programme())
        .isEqualTo("NOSHMIM");
    assertThat(fold.others(survivor, ended, end)).hasSize(1);
    byte[] begin =
        told(
            "{'enrolmentId': 'mapa', 'programme': 'MAPA', 'track': 'MAPA', 'status': 'ACTIVE',"
                + " 'startDate': '2026-03-01'}");
    Household merged =
        fold.heed(
            fold.apply(after("family.registered"), wire("family.enrolled"), 2, begin), ended, end);
    assertThat(merged.lastEnrolment(DAY, _ -> true).orElseThrow().statusOn(DAY)).isEqualTo("LEFT");
    assertThat(merged.activeEnrolment(DAY)).isEmpty();
  }

  @Test
  void keepsNothingOfAFamilyThatIsErasedWithAnotherNorWhatIsHeardOfItLate() throws IOException {
    Household erased =
        fold.heed(
            after("family.registered", "family.enrolled", "consent.changed"),
            wire("family.erased"),
            example("family.erased"));
    Household late = fold.apply(erased, wire("family.registered"), 4, example("family.registered"));
    for (Household one : List.of(erased, late)) {
      assertThat(one.home()).isNull();
      assertThat(one.enrolments()).isEmpty();
      assertThat(one.consents()).isEmpty();
    }
  }

  static List<String> typesOfTheTopic() throws IOException {
    try (var files = Files.list(EVENTS)) {
      return files
          .filter(file -> file.toString().endsWith(".schema.json"))
          .map(FoldTest::schema)
          .filter(schema -> schema.path("x-topic").asString().equals("retzef.family.events"))
          .map(schema -> schema.path("title").asString())
          .toList();
    }
  }

  private static JsonNode schema(Path file) {
    return JSON.readTree(file.toFile());
  }

  @ParameterizedTest
  @MethodSource("typesOfTheTopic")
  void hasDecidedAboutEveryTypeOfTheTopic(String type) {
    assertThatCode(() -> fold.reads(type)).doesNotThrowAnyException();
  }

  /** It could not be told later on, nor could what is told with it. */
  @ParameterizedTest
  @CsvSource({
    "family.registered, familyId",
    "family.registered, unit",
    "family.registered, preferredLanguage",
    "family.registered, members",
    "member.joined, memberId",
    "member.left, relation",
    "family.transferred, unit",
    "family.enrolled, programme",
    "family.enrolled, track",
    "family.enrolled, status",
    "family.enrolled, startDate",
    "enrolment.ended, familyId",
    "enrolment.ended, endDate",
    "consent.changed, partner",
    "consent.changed, purpose",
    "consent.changed, from",
    "family.erased, familyId",
    "family.merged, mergedFamilyId",
    "family.merged, mergeId"
  })
  void doesNotFoldAnEventThatLeavesOutWhatHasToBeTold(String type, String field)
      throws IOException {
    Household household = after("family.registered", "family.enrolled");
    var event = (ObjectNode) JSON.readTree(example(type));
    event.remove(field);
    byte[] without = JSON.writeValueAsBytes(event);
    assertThatThrownBy(() -> fold.apply(household, wire(type), 9, without))
        .isInstanceOf(RuntimeException.class);
  }

  @ParameterizedTest
  @CsvSource({"familyId, '\"somebody\"'", "unit, '\"il/south\"'", "birthYears, [null]"})
  void doesNotFoldAnEventOfNoFamilyOrNoUnit(String field, String value) throws IOException {
    var event = (ObjectNode) JSON.readTree(example("family.registered"));
    event.set(field, JSON.readTree(value));
    byte[] changed = JSON.writeValueAsBytes(event);
    assertThatThrownBy(() -> fold.apply(null, wire("family.registered"), 1, changed))
        .isInstanceOf(RuntimeException.class);
  }

  @Test
  void doesNotPassOverATypeThatNobodyDecidedAbout() {
    assertThatThrownBy(() -> fold.reads("org.retzef.family.registered.v2"))
        .isInstanceOf(Fold.UnknownType.class);
  }
}
