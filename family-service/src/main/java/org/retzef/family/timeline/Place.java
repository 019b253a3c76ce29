package org.retzef.family.timeline;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Where the thing is shown that an entry is about: the id among its facts tells. */
record Place(String idField, String path) {

  /** The first whose id stands among the facts; the most particular ones come first. */
  private static final List<Place> PLACES =
      List.of(
          new Place("assessmentId", "/families/%1$s/assessments/%2$s"),
          new Place("contactId", "/families/%1$s/contacts/%2$s"),
          new Place("planId", "/families/%1$s/plans/%2$s"),
          new Place("enrolmentId", "/families/%1$s/enrolments/%2$s"),
          new Place("assignmentId", "/families/%1$s/assignments/%2$s"),
          new Place("referralId", "/referrals/%2$s"),
          new Place("partnerReferralId", "/partner-referrals/%2$s"),
          new Place("transferId", "/transfers/%2$s"),
          new Place("emergencyAccessId", "/families/%1$s/emergency-access"),
          new Place("consentId", "/families/%1$s/consents/%2$s"));

  static String of(UUID familyId, Map<String, Object> facts) {
    return PLACES.stream()
        .filter(place -> facts.get(place.idField) != null)
        .findFirst()
        .map(place -> "/api/v1" + place.path.formatted(familyId, facts.get(place.idField)))
        .orElse("/api/v1/families/" + familyId);
  }
}
