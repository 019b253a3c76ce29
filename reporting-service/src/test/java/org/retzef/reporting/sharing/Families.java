package org.retzef.reporting.sharing;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.retzef.platform.testing.TestEvent;
import org.retzef.platform.testing.TestEvents;

/** Tells of families as family-service does. */
public final class Families implements AutoCloseable {

  private final TestEvents topic = TestEvents.on("retzef.family.events");
  private final Map<String, Long> sequences = new HashMap<>();

  /** A family of three whose head was born in 1990, enrolled since that day. */
  public String enrolled(String unit, String programme, LocalDate start) {
    return enrolled(unit, programme, start, 1990);
  }

  public String enrolled(String unit, String programme, LocalDate start, int headBorn) {
    String family = registered(unit, headBorn);
    enrol(family, unit, programme, start);
    return family;
  }

  public void enrolled(int families, String unit, String programme, LocalDate start) {
    for (int i = 0; i < families; i++) {
      enrolled(unit, programme, start);
    }
  }

  public String registered(String unit, int headBorn) {
    String family = UUID.randomUUID().toString();
    tell(
        family,
        "family.registered",
        """
        {"familyId": "%s", "unit": "%s", "preferredLanguage": "ar", "members": 3, "minors": 2,
         "birthYears": [%d, 2015, 2018], "registeredAt": "2020-01-12T08:15:30Z"}
        """
            .formatted(family, unit, headBorn));
    return family;
  }

  public void enrol(String family, String unit, String programme, LocalDate start) {
    tell(
        family,
        "family.enrolled",
        """
        {"familyId": "%s", "enrolmentId": "%s", "unit": "%s", "programme": "%s", "track": "%s_T",
         "status": "ACTIVE", "startDate": "%s"}
        """
            .formatted(family, UUID.randomUUID(), unit, programme, programme, start));
  }

  public void consents(
      String family, String consent, String partner, String status, LocalDate from) {
    tell(
        family,
        "consent.changed",
        """
        {"familyId": "%s", "consentId": "%s", "partner": "%s", "purpose": "RESEARCH",
         "status": "%s", "from": "%s", "until": null}
        """
            .formatted(family, consent, partner, status, from));
  }

  public void consentsTo(String purpose, String family, String partner, LocalDate from) {
    tell(
        family,
        "consent.changed",
        """
        {"familyId": "%s", "consentId": "%s", "partner": "%s", "purpose": "%s",
         "status": "GIVEN", "from": "%s", "until": null}
        """
            .formatted(family, UUID.randomUUID(), partner, purpose, from));
  }

  /** Consents to research since that day, to a last one. */
  public void consentsUntil(LocalDate until, String family, String partner, LocalDate from) {
    tell(
        family,
        "consent.changed",
        """
        {"familyId": "%s", "consentId": "%s", "partner": "%s", "purpose": "RESEARCH",
         "status": "GIVEN", "from": "%s", "until": "%s"}
        """
            .formatted(family, UUID.randomUUID(), partner, from, until));
  }

  public void erased(String family) {
    tell(
        family,
        "family.erased",
        """
        {"familyId": "%s", "unit": "IL.SOUTH", "erasedAt": "2026-08-03T09:12:45Z"}
        """
            .formatted(family));
  }

  public void merged(String survivor, String family, UUID merge, boolean undone) {
    tell(
        survivor,
        "family.merged",
        """
        {"familyId": "%s", "mergedFamilyId": "%s", "mergeId": "%s", "unit": "IL.SOUTH",
         "mergedUnit": "IL.SOUTH", "undone": %s}
        """
            .formatted(survivor, family, merge, undone));
  }

  public void transferred(String family, String unit) {
    tell(
        family,
        "family.transferred",
        """
        {"familyId": "%s", "fromUnit": "IL.SOUTH", "unit": "%s"}
        """
            .formatted(family, unit));
  }

  public TestEvent tell(String family, String type, String json) {
    long sequence = sequences.merge(family, 1L, Long::sum);
    TestEvent event = TestEvent.of("org.retzef." + type + ".v1", family, sequence, json);
    topic.publish(event);
    return event;
  }

  /** Tells the event once more, as a relay may. */
  public void repeat(TestEvent event) {
    topic.publish(event);
  }

  @Override
  public void close() {
    topic.close();
  }
}
