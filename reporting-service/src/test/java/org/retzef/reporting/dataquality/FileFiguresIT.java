package org.retzef.reporting.dataquality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestEvent;
import org.retzef.reporting.Feed;
import org.retzef.reporting.OwnDistrict;

/** What the files of families hold. */
@RetzefIT
class FileFiguresIT {

  @RegisterExtension final OwnDistrict district = new OwnDistrict();

  /** Whatever is told first: a file holds a contact from its first one that was not corrected. */
  @Test
  void countsAnEarlierContactFromItsDayAndNoneThatWasCorrected() {
    UUID family = UUID.randomUUID();
    register(family, LocalDate.of(2019, 2, 1));
    register(UUID.randomUUID(), LocalDate.of(2019, 2, 1));
    UUID last = contact(family, "2019-03-09");
    UUID first = contact(family, "2019-03-02");
    String code = "/api/v1/indicators/files_with_contact_share";
    awaitShare(code, "2019-03-01", 0);
    awaitShare(code, "2019-03-02", 50);
    correct(family, first);
    awaitShare(code, "2019-03-08", 0);
    awaitShare(code, "2019-03-09", 50);
    correct(family, last);
    awaitShare(code, "2019-03-09", 0);
  }

  @Test
  void countsAnEarlierAssessmentFromItsDay() {
    UUID family = UUID.randomUUID();
    register(family, LocalDate.of(2019, 2, 1));
    assess(family, "2019-03-09");
    assess(family, "2019-03-02");
    String code = "/api/v1/indicators/files_with_assessment_share";
    awaitShare(code, "2019-03-02", 100);
    awaitShare(code, "2019-03-01", 0);
  }

  @Test
  void countsAContactThatWasEnteredLateOnceAndNoneThatWasOnlyCorrectedLater() {
    UUID family = UUID.randomUUID();
    String code = "/api/v1/indicators/contacts_entered_late";
    log(family, UUID.randomUUID(), null, "2019-02-01", "2019-02-20");
    district.awaitTotal(code, 1);

    UUID prompt = UUID.randomUUID();
    UUID inItsPlace = UUID.randomUUID();
    log(family, prompt, null, "2019-02-01", "2019-02-02");
    correct(family, prompt, "WRONG_DETAILS", inItsPlace);
    log(family, inItsPlace, prompt, "2019-02-01", "2019-02-20");

    UUID late = UUID.randomUUID();
    UUID corrected = UUID.randomUUID();
    log(family, late, null, "2019-02-01", "2019-02-20");
    correct(family, late, "WRONG_DETAILS", corrected);
    log(family, corrected, late, "2019-02-02", "2019-02-21");
    district.awaitTotal(code, 2);

    UUID others = UUID.randomUUID();
    log(family, others, null, "2019-02-01", "2019-02-20");
    district.awaitTotal(code, 3);
    correct(family, others, "WRONG_FAMILY", null);
    district.awaitTotal(code, 2);
    correct(family, corrected, "WRONG_FAMILY", null);
    district.awaitTotal(code, 1);
  }

  private void log(UUID family, UUID contact, UUID corrects, String happenedOn, String toldOn) {
    TestEvent logged =
        district
            .feed()
            .next(
                "org.retzef.contact.logged.v1",
                family.toString(),
                """
                {"familyId": "%s", "contactId": "%s", "unit": "%s.A1.D1", "kind": "CALL",
                 "direction": "BY_WORKER", "happenedOn": "%s", "corrects": %s}
                """
                    .formatted(family, contact, district, happenedOn, quoted(corrects)));
    district
        .feed()
        .tell(Feed.at(LocalDate.parse(toldOn).atTime(12, 0).toInstant(ZoneOffset.UTC), logged));
  }

  private static String quoted(UUID id) {
    return id == null ? "null" : "\"" + id + "\"";
  }

  private void register(UUID family, LocalDate day) {
    TestEvent registered =
        district
            .feed()
            .next(
                "org.retzef.family.registered.v1",
                family.toString(),
                "{\"familyId\": \"%s\", \"unit\": \"%s.A1.D1\"}".formatted(family, district));
    district.feed().tell(Feed.at(day.atTime(12, 0).toInstant(ZoneOffset.UTC), registered));
  }

  private UUID contact(UUID family, String happenedOn) {
    UUID contact = UUID.randomUUID();
    district.tell(
        "contact.logged",
        family,
        """
        {"familyId": "%s", "contactId": "%s", "unit": "%s.A1.D1", "kind": "CALL",
         "direction": "BY_WORKER", "happenedOn": "%s"}
        """
            .formatted(family, contact, district, happenedOn));
    return contact;
  }

  private void correct(UUID family, UUID contact) {
    correct(family, contact, "WRONG_FAMILY", null);
  }

  private void correct(UUID family, UUID contact, String reason, UUID replacedBy) {
    district.tell(
        "contact.corrected",
        family,
        """
        {"familyId": "%s", "contactId": "%s", "unit": "%s.A1.D1", "reason": "%s",
         "replacedBy": %s}
        """
            .formatted(family, contact, district, reason, quoted(replacedBy)));
  }

  private void assess(UUID family, String day) {
    district.tell(
        "assessment.recorded",
        family,
        """
        {"familyId": "%s", "assessmentId": "%s", "unit": "%s.A1.D1", "assessedOn": "%s",
         "overlayId": null, "answers": {}}
        """
            .formatted(family, UUID.randomUUID(), district, day));
  }

  private void awaitShare(String code, String day, long percent) {
    String question = code + "?unit=" + district + "&to=" + day;
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(district.get(question).get("total").get("value").asLong())
                    .isEqualTo(percent));
  }

  @Test
  void tellsWhatFilesHoldWhereTheFamilyIs() {
    UUID family = UUID.randomUUID();
    register(family, OwnDistrict.DAY);
    register(UUID.randomUUID(), OwnDistrict.DAY);
    contact(family, "2019-03-09");
    String code = "/api/v1/indicators/files_with_contact_share";
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(
                        district
                            .get(code + "?" + district.where())
                            .get("total")
                            .get("value")
                            .asLong())
                    .isEqualTo(50));
    LocalDate moved = LocalDate.of(2019, 4, 1);
    district.transferred(family, moved);
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(
                        OwnDistrict.itemsOf(
                            district.get(code + "?by=authority&unit=" + district + "&to=" + moved)))
                    .containsExactly(district + ".A1 0", district + ".A2 100"));
  }
}
