package org.retzef.reporting.sharing.household;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.retzef.reporting.sharing.household.FoldedEvents.example;
import static org.retzef.reporting.sharing.household.FoldedEvents.told;
import static org.retzef.reporting.sharing.household.FoldedEvents.wire;

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

  private static final LocalDate DAY = LocalDate.of(2026, 8, 1);
  private static final JsonMapper JSON = new JsonMapper();

  private final Fold fold = new Fold(JSON);
  private final FoldedEvents events = new FoldedEvents(fold);

  @Test
  void isActiveToTheLastDayOfItsEnrolment() throws IOException {
    Household ended = events.after("family.registered", "family.enrolled", "enrolment.ended");
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
        List.of(
            events.after("family.registered", "family.enrolled"),
            events.after("family.registered"))) {
      Household known = fold.apply(before, wire("enrolment.ended"), 9, calledOff);
      assertThat(known.lastEnrolment(LocalDate.of(2027, 1, 1), _ -> true)).isEmpty();
      assertThat(known.enrolments()).isEmpty();
    }
  }

  @Test
  void consentIsForOnePartnerAndPurposeAndFromItsFirstDayOn() throws IOException {
    Household household = events.after("family.registered", "consent.changed");
    assertThat(household.consentsTo("NGO-DEMO", "REFERRAL", DAY)).isTrue();
    assertThat(household.consentsTo("NGO-DEMO", "RESEARCH", DAY)).isFalse();
    assertThat(household.consentsTo("OTHER", "REFERRAL", DAY)).isFalse();
    assertThat(household.consentsTo("NGO-DEMO", "REFERRAL", LocalDate.of(2026, 1, 14))).isFalse();
  }

  @Test
  void keepsNothingOfAnErasedFamily() throws IOException {
    Household erased =
        events.after("family.registered", "family.enrolled", "consent.changed", "family.erased");
    assertThat(new String(fold.write(erased)))
        .isEqualTo(
            "{\"sequence\":4,\"home\":null,\"enrolments\":{},\"consents\":{},\"mergers\":[],"
                + "\"takenIn\":{},\"withdrawn\":[]}");
  }

  @Test
  void takesNothingTwiceAndNothingLate() throws IOException {
    Household once = events.after("family.registered", "family.transferred");
    assertThat(fold.apply(once, wire("family.registered"), 1, example("family.registered")))
        .isEqualTo(once);
    assertThat(Objects.requireNonNull(once.home()).unit()).isEqualTo("IL.SOUTH.A0031.D1");
  }

  static List<String> typesOfTheTopic() throws IOException {
    try (var files = Files.list(FoldedEvents.FOLDER)) {
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
    Household household = events.after("family.registered", "family.enrolled");
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
