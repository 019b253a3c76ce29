package org.retzef.reporting.headline;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.retzef.platform.testing.TestEvent;
import org.retzef.reporting.Feed;

/** The events of a year after which the newsletter's figures hold. */
final class NewsletterYear {

  static final LocalDate DAY = LocalDate.of(1920, 9, 18);

  private static final LocalDate LATER = LocalDate.of(1920, 12, 31);

  private final Feed feed = new Feed();
  private final List<TestEvent> events = new ArrayList<>();

  List<TestEvent> events() {
    plans();
    centres();
    families();
    emergency();
    rights();
    basket();
    training();
    questionnaires("FAMILY", 2000);
    questionnaires("WORKER", 400);
    feed.close();
    return events;
  }

  private void plans() {
    events.add(feed.planned("NOSHMIM", "NOSHMIM_ROUTINE", "1920", 3494, 1));
    events.add(feed.planned("MAPA", "MAPA", "1920", 176, 1));
  }

  /** 122 in 113 localities; 12,000 people, some of whom come to two. */
  private void centres() {
    for (int i = 0; i < 122; i++) {
      tell(
          "unit.changed",
          centre(i),
          """
          {"unit": "%s", "kind": "OTZMA_CENTRE", "nameHe": "מרכז", "openedOn": "1919-01-01",
           "closedOn": "%s", "localities": ["%s"]}
          """
              .formatted(centre(i), LATER, authority(i)));
    }
    for (int i = 0; i < 12_000; i++) {
      UUID person = UUID.randomUUID();
      joined(person, centre(i));
      if (i % 500 == 0) {
        joined(person, centre(i + 1));
      }
    }
  }

  private void joined(UUID person, String centre) {
    tell(
        "service-user.joined",
        person,
        """
        {"serviceUserId": "%s", "centre": "%s", "joinedOn": "1920-02-01", "familyMember": false}
        """
            .formatted(person, centre));
  }

  private void families() {
    for (int i = 0; i < 2900; i++) {
      String track =
          i < 10 ? "NOSHMIM_SOLDIERS" : i < 15 ? "NOSHMIM_SINGLE_PARENT" : "NOSHMIM_ROUTINE";
      enrolled("NOSHMIM", track, department(i), "1920-01-15", "LEFT", LATER);
    }
    for (int i = 0; i < 150; i++) {
      enrolled("MAPA", "MAPA", department(i), "1920-01-15", "LEFT", LATER);
    }
    for (int i = 0; i < 4506; i++) {
      LocalDate end = LocalDate.of(1919, 12, 31);
      enrolled("NOSHMIM", "NOSHMIM_ROUTINE", department(i), "1918-01-01", "GRADUATED", end);
    }
  }

  private void enrolled(
      String programme, String track, String unit, String first, String how, LocalDate last) {
    UUID family = UUID.randomUUID();
    UUID enrolment = UUID.randomUUID();
    String both =
        """
        {"familyId": "%s", "enrolmentId": "%s", "unit": "%s", "programme": "%s", "track": "%s",
        """
            .formatted(family, enrolment, unit, programme, track);
    tell(
        "family.enrolled",
        family,
        both + "\"status\": \"ACTIVE\", \"startDate\": \"%s\"}".formatted(first));
    tell(
        "enrolment.ended",
        family,
        both
            + "\"status\": \"%s\", \"endDate\": \"%s\", \"reason\": \"OTHER\"}"
                .formatted(how, last));
  }

  /** 35, 33 and 66 of a hundred; what was said before does not count any more. */
  private void emergency() {
    for (int i = 0; i < 100; i++) {
      UUID family = UUID.randomUUID();
      UUID member = UUID.randomUUID();
      assessed(family, member, "1920-04-01", "MORE", "DECLINED", "NONE");
      assessed(
          family,
          member,
          "1920-06-01",
          i < 35 ? "MORE" : i < 90 ? "UNCHANGED" : "LESS",
          i < 33 ? "DECLINED" : "UNCHANGED",
          i < 30 ? "CUT_HOURS" : i < 50 ? "DISMISSED" : i < 66 ? "UNPAID_LEAVE" : "NONE");
    }
  }

  private void assessed(
      UUID family, UUID member, String day, String contact, String state, String harm) {
    tell(
        "assessment.recorded",
        family,
        """
        {"familyId": "%s", "assessmentId": "%s", "unit": "IL.SOUTH.A1.D1", "assessedOn": "%s",
         "form": "ROUTINE", "formVersion": 1, "overlayId": "018f3b61-3f54-7a72-9d6f-9d405e6f7081",
         "overlayForm": "EMERGENCY_2020", "overlayFormVersion": 1,
         "answers": {"contactIntensity": "%s", "emotionalState": {"%s": "%s"},
                     "workedBefore": {"%s": true}, "workHarm": {"%s": "%s"}}}
        """
            .formatted(
                family, UUID.randomUUID(), day, contact, member, state, member, member, harm));
  }

  /** Of a hundred families 54 have taken up, 34 are in process; each has two cases. */
  private void rights() {
    for (int i = 0; i < 100; i++) {
      UUID family = UUID.randomUUID();
      for (int second = 0; second < 2; second++) {
        UUID id = UUID.randomUUID();
        String whose =
            "{\"caseId\": \"%s\", \"familyId\": \"%s\", \"unit\": \"IL.SOUTH.A1.D1\", \"right\": null, \"category\": null, "
                .formatted(id, family);
        tell("take-up.opened", id, whose + "\"byScreening\": true, \"openedOn\": \"1920-03-01\"}");
        if (i < 88 && second == 0) {
          tell(
              "take-up.moved",
              id,
              whose
                  + "\"from\": \"OPEN\", \"to\": \"IN_PROGRESS\", \"reason\": null, \"movedOn\": \"1920-04-01\"}");
        }
        if (i < 54 && second == 0) {
          tell(
              "take-up.closed",
              id,
              whose
                  + "\"from\": \"IN_PROGRESS\", \"result\": \"%s\", \"reason\": null, \"worth\": null, \"worthPeriod\": null, \"closedOn\": \"1920-08-01\"}"
                      .formatted(i % 2 == 0 ? "TAKEN_UP" : "PARTIAL"));
        }
      }
    }
    for (int i = 0; i < 91; i++) {
      UUID id = UUID.randomUUID();
      tell(
          "enquiry.logged",
          id,
          """
          {"enquiryId": "%s", "unit": "IL.SOUTH.A1.D1", "line": "STAFF_LEGAL_LINE",
           "topic": "DEBT", "askedAt": "1920-05-05T09:00:00Z"}
          """
              .formatted(id));
    }
  }

  private void basket() {
    for (int i = 0; i < 5000; i++) {
      UUID request = UUID.randomUUID();
      events.add(feed.asked(request, UUID.randomUUID(), LocalDate.of(1920, 7, 1)));
    }
    donated("RASHI_FOUNDATION", "COMPUTER", 1200);
    donated("JDC_ASHALIM", "FOOD_PARCEL", 510);
  }

  /** Every tenth family gets something twice. */
  private void donated(String donor, String kind, int families) {
    UUID donation = UUID.randomUUID();
    for (int i = 0; i < families; i++) {
      UUID family = UUID.randomUUID();
      for (int times = i % 10 == 0 ? 2 : 1; times > 0; times--) {
        tell(
            "donation.distributed",
            donation,
            """
            {"donationId": "%s", "distributionId": "%s", "donor": "%s", "kind": "%s",
             "familyId": "%s", "unit": "%s", "quantity": 1, "amount": null,
             "distributedOn": "1920-06-14"}
            """
                .formatted(donation, UUID.randomUUID(), donor, kind, family, department(i)));
      }
    }
  }

  /** On site in the winter, remote since. */
  private void training() {
    for (int i = 0; i < 40; i++) {
      UUID session = UUID.randomUUID();
      tell(
          "session.held",
          session,
          """
          {"sessionId": "%s", "courseId": "%s", "unit": "%s", "mode": "%s", "heldOn": "%s",
           "programmes": ["NOSHMIM", "MAPA"], "attended": 12}
          """
              .formatted(
                  session,
                  UUID.randomUUID(),
                  department(i),
                  i < 10 ? "ON_SITE" : "REMOTE",
                  i < 10 ? "1920-02-01" : "1920-07-01"));
    }
    for (int i = 0; i < 35; i++) {
      workshop("PATIENT_RIGHTS", centre(i));
      workshop("PATIENT_RIGHTS", centre(i));
    }
    for (int i = 0; i < 10; i++) {
      workshop("DIGITAL_LITERACY", authority(i));
    }
  }

  private void workshop(String kind, String unit) {
    UUID id = UUID.randomUUID();
    tell(
        "workshop.held",
        id,
        """
        {"workshopId": "%s", "kind": "%s", "unit": "%s", "heldOn": "1920-06-01",
         "audience": "BOTH", "participants": 12}
        """
            .formatted(id, kind, unit));
  }

  private void questionnaires(String audience, int count) {
    for (int i = 0; i < count; i++) {
      UUID id = UUID.randomUUID();
      tell(
          "questionnaire.answered",
          id,
          """
          {"responseId": "%s", "audience": "%s", "mode": "EMERGENCY", "unit": "IL",
           "language": "he", "answeredOn": "1920-08-20"}
          """
              .formatted(id, audience));
    }
  }

  private void tell(String type, Object subject, String json) {
    events.add(feed.next("org.retzef." + type + ".v1", subject.toString(), json));
  }

  private static String authority(int i) {
    return "IL.NEWS.A" + i % 113;
  }

  private static String department(int i) {
    return authority(i) + ".D1";
  }

  private static String centre(int i) {
    return department(i % 122) + ".C" + i % 122;
  }
}
