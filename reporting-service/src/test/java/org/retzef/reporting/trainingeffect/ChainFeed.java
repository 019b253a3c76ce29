package org.retzef.reporting.trainingeffect;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.retzef.platform.testing.TestEvent;
import org.retzef.platform.testing.TestEvents;

/** Tells what the training and the rights service would tell of departments. */
final class ChainFeed implements AutoCloseable {

  private final TestEvents training = TestEvents.on("retzef.training.events");
  private final TestEvents rights = TestEvents.on("retzef.rights.events");
  private final Map<String, Long> sequences = new HashMap<>();

  void attended(UUID session, String department, int attended, LocalDate day) {
    tell(
        training,
        "attendance.recorded",
        session.toString(),
        """
        {"sessionId": "%s", "heldOn": "%s", "afterClosure": false,
         "departments": [{"unit": "%s", "attended": %d}]}
        """
            .formatted(session, day, department, attended));
  }

  void held(UUID session, String department, LocalDate day) {
    tell(
        training,
        "session.held",
        session.toString(),
        """
        {"sessionId": "%s", "courseId": "%s", "unit": "%s", "mode": "REMOTE", "heldOn": "%s",
         "programmes": ["NOSHMIM"], "attended": 12}
        """
            .formatted(session, UUID.randomUUID(), department, day));
  }

  void followedUp(UUID session, String stage, String department, int mails, int answers) {
    tell(
        training,
        "follow-up.sent",
        session.toString(),
        """
        {"sessionId": "%s", "stage": "%s", "departments": [{"unit": "%s", "mails": %d}]}
        """
            .formatted(session, stage, department, mails));
    for (int i = 0; i < answers; i++) {
      tell(
          training,
          "follow-up.answered",
          session.toString(),
          """
          {"sessionId": "%s", "stage": "%s", "unit": "%s", "formVersion": 1}
          """
              .formatted(session, stage, department));
    }
  }

  void used(String department, String role, LocalDate day, long entries) {
    tell(
        training,
        "usage.counted",
        department,
        "{\"unit\": \"%s\", \"role\": \"%s\", \"day\": \"%s\", \"entries\": %d}"
            .formatted(department, role, day, entries));
  }

  void closed(String unit, Department.Sum cases, LocalDate day) {
    for (int i = 0; i < cases.closed(); i++) {
      String result = i >= cases.takenUp() ? "FAILED" : i % 2 == 0 ? "TAKEN_UP" : "PARTIAL";
      UUID id = UUID.randomUUID();
      tell(
          rights,
          "take-up.closed",
          id.toString(),
          """
          {"caseId": "%s", "familyId": "%s", "unit": "%s", "right": null, "category": null,
           "from": "IN_PROGRESS", "result": "%s", "reason": null, "worth": null,
           "worthPeriod": null, "closedOn": "%s"}
          """
              .formatted(id, UUID.randomUUID(), unit, result, day));
    }
  }

  /** Each twice, as a broker may: the second one must count for nothing. */
  private void tell(TestEvents topic, String type, String subject, String json) {
    long sequence = sequences.merge(subject, 1L, Long::sum);
    TestEvent event = TestEvent.of("org.retzef." + type + ".v1", subject, sequence, json);
    topic.publish(event);
    topic.publish(event);
  }

  @Override
  public void close() {
    training.close();
    rights.close();
  }
}
