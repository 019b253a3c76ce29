package org.retzef.rights.family;

import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.inbox.Inbox;
import org.retzef.platform.inbox.InboxConsumer;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Hears where and for how long there is an emergency: some rights hold for its time alone. */
@Component
class EmergencyEventsListener {

  private static final String NAME = "rights.emergencies";

  private final InboxConsumer handlers;
  private final DatabaseClient database;

  EmergencyEventsListener(Inbox inbox, DatabaseClient database) {
    this.database = database;
    handlers =
        inbox
            .consumer(NAME)
            .on(
                "org.retzef.emergency-overlay.changed.v1",
                Changed.class,
                (event, overlay) -> keep(overlay))
            .ignore(
                "org.retzef.unit.changed.v1",
                "org.retzef.operator.assigned.v1",
                "org.retzef.track-plan.published.v1",
                "org.retzef.programme.converted.v1");
  }

  @KafkaListener(id = NAME, topics = "retzef.organisation.events", batch = "true")
  void on(List<ConsumerRecord<String, byte[]>> records) {
    handlers.handleAll(records);
  }

  private Mono<Void> keep(Changed overlay) {
    return database
        .sql(
            """
            insert into emergency_overlay (id, unit, form, first_day, last_day)
            values (:id, :unit::ltree, :form, :from, :to)
            on conflict (id) do update
               set unit = excluded.unit, form = excluded.form, first_day = excluded.first_day,
                   last_day = excluded.last_day
            """)
        .bind("id", overlay.overlayId())
        .bind("unit", overlay.unit().path())
        .bind("form", overlay.form())
        .bind("from", overlay.from())
        .bind("to", Parameters.in(R2dbcType.DATE, overlay.to()))
        .then();
  }

  record Changed(
      UUID overlayId, UnitPath unit, String form, LocalDate from, @Nullable LocalDate to) {}
}
