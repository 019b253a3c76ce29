package org.retzef.reporting.sharing.household;

import static org.assertj.core.api.Assertions.assertThat;
import static org.retzef.reporting.sharing.household.FoldedEvents.json;
import static org.retzef.reporting.sharing.household.FoldedEvents.told;
import static org.retzef.reporting.sharing.household.FoldedEvents.wire;

import java.io.IOException;
import java.time.LocalDate;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What is known of where a family lives, and of its people. */
class FoldedMembersTest {

  private static final LocalDate DAY = LocalDate.of(2026, 8, 1);

  private final Fold fold = new Fold(new JsonMapper());
  private final FoldedEvents events = new FoldedEvents(fold);

  @Test
  void knowsWhereAFamilyLivesAndHowOldItsPeopleAre() throws IOException {
    Household.Home home = Objects.requireNonNull(events.after("family.registered").home());
    assertThat(home.unit()).isEqualTo("IL.SOUTH.A2630.D1");
    assertThat(home.headAge(DAY)).contains(38);
    assertThat(home.youngestAge(DAY)).contains(8);
    assertThat(events.after("family.registered").counts()).isTrue();
  }

  @Test
  void followsWhoJoinsAndLeaves() throws IOException {
    Household grown = events.after("family.registered", "member.joined");
    assertThat(Objects.requireNonNull(grown.home()).members()).isEqualTo(4);
    assertThat(grown.home().youngestAge(DAY)).contains(0);
    Household less = events.after("family.registered", "member.joined", "member.left");
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
}
