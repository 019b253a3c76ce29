package org.retzef.reporting.sharing.household;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.retzef.reporting.sharing.household.FoldedEvents.example;
import static org.retzef.reporting.sharing.household.FoldedEvents.told;
import static org.retzef.reporting.sharing.household.FoldedEvents.wire;

import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What is known of families that were merged, and what one of them tells the others. */
class FoldedMergersTest {

  private static final LocalDate DAY = LocalDate.of(2026, 8, 1);
  private static final JsonMapper JSON = new JsonMapper();

  private final Fold fold = new Fold(JSON);
  private final FoldedEvents events = new FoldedEvents(fold);

  @Test
  void aMergedFamilyStandsForItselfAgainWhenTheMergerIsUndone() throws IOException {
    byte[] merger = example("family.merged");
    Household part = fold.heed(events.after("family.registered"), Merged.TYPE, merger);
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
    Household survivor = events.after("family.registered", "family.merged");
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
    Household merged = fold.apply(events.after("family.registered"), consent, 2, given);
    assertThat(merged.consentsTo("NGO-DEMO", "REFERRAL", DAY)).isTrue();
    Household without = fold.heed(merged, consent, withdrawn(given));
    assertThat(without.consentsTo("NGO-DEMO", "REFERRAL", DAY)).isFalse();
    Household heardOfFirst =
        fold.apply(
            fold.heed(events.after("family.registered"), consent, withdrawn(given)),
            consent,
            2,
            given);
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
        fold.apply(
            events.after("family.registered", "family.enrolled", "family.merged"), ended, 4, end);
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
            fold.apply(events.after("family.registered"), wire("family.enrolled"), 2, begin),
            ended,
            end);
    assertThat(merged.lastEnrolment(DAY, _ -> true).orElseThrow().statusOn(DAY)).isEqualTo("LEFT");
    assertThat(merged.activeEnrolment(DAY)).isEmpty();
  }

  @Test
  void keepsNothingOfAFamilyThatIsErasedWithAnotherNorWhatIsHeardOfItLate() throws IOException {
    Household erased =
        fold.heed(
            events.after("family.registered", "family.enrolled", "consent.changed"),
            wire("family.erased"),
            example("family.erased"));
    Household late = fold.apply(erased, wire("family.registered"), 4, example("family.registered"));
    for (Household one : List.of(erased, late)) {
      assertThat(one.home()).isNull();
      assertThat(one.enrolments()).isEmpty();
      assertThat(one.consents()).isEmpty();
    }
  }
}
