package org.retzef.training.session;

import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.paging.Ids;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Whom departments have named. */
@Repository
class ContactWorkers {

  private final DatabaseClient database;

  ContactWorkers(DatabaseClient database) {
    this.database = database;
  }

  Mono<Void> name(Collection<Registration> workers, Instant now) {
    return database
        .sql(
            """
            insert into contact_worker (id, unit, registration_id, named_at)
            select named.id, registration.unit, registration.id, :now
              from unnest(:ids, :registrations) as named (id, registration)
              join registration on registration.id = named.registration
            """)
        .bind("ids", workers.stream().map(worker -> Ids.next()).toArray(UUID[]::new))
        .bind("registrations", workers.stream().map(Registration::id).toArray(UUID[]::new))
        .bind("now", now)
        .then();
  }

  /** Of the caller's unit and those below. */
  Mono<Page<ContactWorker>> of(Caller caller, PageRequest page) {
    return database
        .sql(
            """
            select contact_worker.id, contact_worker.unit::text as unit, trainee, session_id,
                   named_at
              from contact_worker
              join registration on registration.id = registration_id
             where contact_worker.unit <@ :callerUnit::ltree and contact_worker.id > :after
             order by contact_worker.id
             limit :limit
            """)
        .bind("callerUnit", caller.unitPath())
        .bind("after", page.afterId())
        .bind("limit", page.limitPlusOne())
        .map(
            row ->
                new ContactWorker(
                    row.get("id", UUID.class),
                    new UnitPath(row.get("unit", String.class)),
                    row.get("trainee", String.class),
                    row.get("session_id", UUID.class),
                    row.get("named_at", Instant.class)))
        .all()
        .collectList()
        .map(workers -> Page.of(workers, page, worker -> worker.id().toString()));
  }
}
