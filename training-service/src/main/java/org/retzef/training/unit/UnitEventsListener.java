package org.retzef.training.unit;

import java.time.LocalDate;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.inbox.Inbox;
import org.retzef.platform.inbox.InboxConsumer;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** Hears what happens to units. */
@Component
class UnitEventsListener {

  private static final String NAME = "training.units";

  private final InboxConsumer handlers;

  UnitEventsListener(Inbox inbox, KnownUnits units) {
    handlers =
        inbox
            .consumer(NAME)
            .on("org.retzef.unit.changed.v1", Changed.class, (event, unit) -> units.keep(unit))
            .ignore(
                "org.retzef.operator.assigned.v1",
                "org.retzef.track-plan.published.v1",
                "org.retzef.emergency-overlay.changed.v1",
                "org.retzef.programme.converted.v1");
  }

  @KafkaListener(id = NAME, topics = "retzef.organisation.events", batch = "true")
  void on(List<ConsumerRecord<String, byte[]>> records) {
    handlers.handleAll(records);
  }

  record Changed(
      UnitPath unit,
      String kind,
      String nameHe,
      @Nullable LocalDate openedOn,
      @Nullable LocalDate closedOn) {}
}
