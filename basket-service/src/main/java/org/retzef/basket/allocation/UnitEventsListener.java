package org.retzef.basket.allocation;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.retzef.platform.inbox.Inbox;
import org.retzef.platform.inbox.InboxConsumer;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** Hears which units there are. */
@Component
class UnitEventsListener {

  private static final String NAME = "basket.units";

  private final InboxConsumer handlers;

  UnitEventsListener(Inbox inbox, KnownUnits units) {
    handlers =
        inbox
            .consumer(NAME)
            .on(
                "org.retzef.unit.changed.v1",
                KnownUnits.Changed.class,
                (event, unit) -> units.remember(unit))
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
}
