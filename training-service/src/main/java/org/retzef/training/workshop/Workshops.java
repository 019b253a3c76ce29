package org.retzef.training.workshop;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.outbox.Outbox;
import org.retzef.platform.paging.Ids;
import org.retzef.training.unit.KnownUnits;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Workshops in the database, and their news; in the caller's command. */
@Repository
class Workshops {

  private final DatabaseClient database;
  private final KnownUnits units;
  private final Outbox outbox;

  Workshops(DatabaseClient database, KnownUnits units, Outbox outbox) {
    this.database = database;
    this.units = units;
    this.outbox = outbox;
  }

  Mono<Workshop> keep(Caller caller, Workshop workshop) {
    UUID id = Ids.next();
    return units
        .mustBeSeenBy(caller, workshop.unit())
        .then(Mono.defer(() -> insert(id, workshop)))
        .then(Mono.defer(() -> outbox.append(WorkshopEvent.of(id, workshop))))
        .thenReturn(workshop);
  }

  private Mono<Void> insert(UUID id, Workshop workshop) {
    return database
        .sql(
            """
            insert into workshop (id, kind, unit, held_on, audience, participants)
            values (:id, :kind, :unit::ltree, :heldOn, :audience, :participants)
            """)
        .bind("id", id)
        .bind("kind", workshop.kind().name())
        .bind("unit", workshop.unit().path())
        .bind("heldOn", workshop.heldOn())
        .bind("audience", workshop.audience().name())
        .bind("participants", workshop.participants())
        .then();
  }

  /** Of the caller's unit and those below. */
  Mono<List<WorkshopFigures>> figures(Caller caller, LocalDate from, LocalDate until) {
    return database
        .sql(
            """
            select workshop.kind, count(*)::int as workshops, sum(participants)::int as participants,
                   (count(distinct path) filter (where known_unit.kind = 'OTZMA_CENTRE'))::int as centres,
                   (count(distinct subpath(path, 0, 3)) filter (where nlevel(path) >= 3))::int as authorities
              from workshop join known_unit on path = unit
             where unit <@ :callerUnit::ltree and held_on between :from and :until
             group by workshop.kind
             order by workshop.kind
            """)
        .bind("callerUnit", caller.unitPath())
        .bind("from", from)
        .bind("until", until)
        .map(
            row ->
                new WorkshopFigures(
                    Workshop.Kind.valueOf(row.get("kind", String.class)),
                    row.get("workshops", Integer.class),
                    row.get("participants", Integer.class),
                    row.get("centres", Integer.class),
                    row.get("authorities", Integer.class)))
        .all()
        .collectList();
  }
}
