package org.retzef.family.timeline;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Where the thing is shown that an entry is about: the id among its facts tells. */
record Place(String idField, String path) {

  /** The first whose id stands among the facts; the most particular ones come first. */
  private static final List<Place> PLACES =
      List.of(
          new Place("assessmentId", "/families/%s/assessments/%s"),
          new Place("contactId", "/families/%s/contacts/%s"),
          new Place("planId", "/families/%s/plans/%s"),
          new Place("enrolmentId", "/families/%s/enrolments/%s"),
          new Place("assignmentId", "/families/%s/assignments/%s"),
          new Place("referralId", "/families/%s/referrals/%s"),
          new Place("consentId", "/families/%s/consents/%s"),
          new Place("memberId", "/families/%s/members/%s"));

  static String of(UUID familyId, Map<String, Object> facts) {
    return PLACES.stream()
        .filter(place -> facts.get(place.idField) != null)
        .findFirst()
        .map(place -> "/api/v1" + place.path.formatted(familyId, facts.get(place.idField)))
        .orElse("/api/v1/families/" + familyId);
  }
}
