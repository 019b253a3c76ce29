package org.retzef.reporting.trainingeffect;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.retzef.platform.inbox.Inbox;
import org.retzef.platform.inbox.InboxConsumer;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** Hears of sessions, follow-ups, use of the site and take-up cases. */
@Component
class ChainListener {

  private static final String NAME = "reporting.training-effect";

  private final InboxConsumer handlers;

  ChainListener(Inbox inbox, ChainCounts counts) {
    handlers =
        inbox
            .consumer(NAME)
            .on("org.retzef.session.held.v1", ChainEvent.Held.class, (_, held) -> counts.held(held))
            .on(
                "org.retzef.attendance.recorded.v1",
                ChainEvent.Attendance.class,
                (_, attendance) -> counts.attended(attendance))
            .on(
                "org.retzef.follow-up.sent.v1",
                ChainEvent.Sent.class,
                (_, sent) -> counts.sent(sent))
            .on(
                "org.retzef.follow-up.answered.v1",
                ChainEvent.Answered.class,
                (_, answered) -> counts.answered(answered))
            .on(
                "org.retzef.usage.counted.v1",
                ChainEvent.Used.class,
                (_, used) -> counts.used(used))
            .on(
                "org.retzef.take-up.closed.v1",
                ChainEvent.Closed.class,
                (_, closed) -> counts.closed(closed))
            .ignore(
                "org.retzef.contact-worker.named.v1",
                "org.retzef.workshop.held.v1",
                "org.retzef.training-plan.kept.v1",
                "org.retzef.supervision.changed.v1",
                "org.retzef.steering-meeting.held.v1",
                "org.retzef.steering-task.done.v1",
                "org.retzef.take-up.opened.v1",
                "org.retzef.take-up.moved.v1",
                "org.retzef.right.published.v1",
                "org.retzef.screening.completed.v1",
                "org.retzef.enquiry.logged.v1");
  }

  @KafkaListener(
      id = NAME,
      topics = {"retzef.training.events", "retzef.rights.events"})
  void on(ConsumerRecord<String, byte[]> record) {
    handlers.handle(record);
  }
}
