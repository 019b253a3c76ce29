package org.retzef.reporting;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.retzef.platform.testing.EventContract;
import org.retzef.platform.testing.TestEvent;
import org.retzef.platform.testing.TestEvents;

/** Tells events as the other services do, each with its aggregate's next number. */
public final class Feed implements AutoCloseable {

  private static final Map<String, String> TOPICS = new ConcurrentHashMap<>();

  private final Map<String, TestEvents> topics = new HashMap<>();
  private final Map<String, Long> sequences = new HashMap<>();

  public TestEvent enrolled(UUID family, UUID enrolment, String programme, LocalDate start) {
    return next(
        "org.retzef.family.enrolled.v1",
        family.toString(),
        """
        {"familyId": "%s", "enrolmentId": "%s", "unit": "IL.SOUTH.A2630.D1", "programme": "%s",
         "track": "%s", "status": "ACTIVE", "startDate": "%s"}
        """
            .formatted(family, enrolment, programme, programme, start));
  }

  public TestEvent ended(
      UUID family, UUID enrolment, String programme, String status, LocalDate last) {
    return next(
        "org.retzef.enrolment.ended.v1",
        family.toString(),
        """
        {"familyId": "%s", "enrolmentId": "%s", "unit": "IL.SOUTH.A2630.D1", "programme": "%s",
         "track": "%s", "status": "%s", "endDate": "%s", "reason": "GOALS_REACHED"}
        """
            .formatted(family, enrolment, programme, programme, status, last));
  }

  public TestEvent merged(UUID survivor, UUID merged, UUID merge, boolean undone) {
    return next(
        "org.retzef.family.merged.v1",
        survivor.toString(),
        """
        {"familyId": "%s", "mergedFamilyId": "%s", "mergeId": "%s", "unit": "IL.SOUTH.A2630.D1",
         "mergedUnit": "IL.SOUTH.A2630.D1", "undone": %s}
        """
            .formatted(survivor, merged, merge, undone));
  }

  public TestEvent planned(String programme, String track, String period, int seats, int version) {
    return planned(programme, track, "IL", period, seats, version, period + "-01-01");
  }

  public TestEvent planned(
      String programme,
      String track,
      String unit,
      String period,
      int seats,
      int version,
      String publishedOn) {
    UUID plan = UUID.randomUUID();
    return next(
        "org.retzef.track-plan.published.v1",
        plan.toString(),
        """
        {"planId": "%s", "programme": "%s", "track": "%s", "unit": "%s", "from": "%s-01-01",
         "until": "%s-12-31", "seats": %d, "version": %d, "publishedOn": "%s"}
        """
            .formatted(plan, programme, track, unit, period, period, seats, version, publishedOn));
  }

  public TestEvent unit(String path, String kind) {
    return next(
        "org.retzef.unit.changed.v1",
        path,
        """
        {"unit": "%s", "kind": "%s", "nameHe": "מרכז", "hasNoshmim": false,
         "hasOtzmaCentre": false}
        """
            .formatted(path, kind));
  }

  public TestEvent asked(UUID request, UUID receipt, LocalDate day) {
    return next(
        "org.retzef.receipt.asked.v1",
        request.toString(),
        "{\"receiptId\": \"%s\", \"unit\": \"IL.SOUTH.A2630.D1\", \"askedOn\": \"%s\"}"
            .formatted(receipt, day));
  }

  public TestEvent answered(UUID request, UUID receipt, String answer, LocalDate day) {
    return next(
        "org.retzef.receipt.answered.v1",
        request.toString(),
        """
        {"receiptId": "%s", "unit": "IL.SOUTH.A2630.D1", "answer": "%s", "answeredOn": "%s",
         "by": "PAGE"}
        """
            .formatted(receipt, answer, day));
  }

  /** An event of any type, with its subject's next number. */
  public TestEvent next(String type, String subject, String json) {
    return TestEvent.of(type, subject, sequences.merge(subject, 1L, Long::sum), json);
  }

  /** The event as if it had been told at that time. */
  public static TestEvent at(Instant time, TestEvent event) {
    event.headers().put("ce_time", time.toString());
    return event;
  }

  public void tell(TestEvent... events) {
    tell(List.of(events));
  }

  public void tell(List<TestEvent> events) {
    events.forEach(event -> topics.computeIfAbsent(topic(event), TestEvents::on).publish(event));
  }

  /** Where an event of its type is told. */
  public static String topic(TestEvent event) {
    return TOPICS.computeIfAbsent(event.type(), EventContract::topic);
  }

  @Override
  public void close() {
    topics.values().forEach(TestEvents::close);
  }
}
