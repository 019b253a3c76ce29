package org.retzef.family.centre;

import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Activities in the database. */
@Repository
class Activities {

  private final DatabaseClient database;

  Activities(DatabaseClient database) {
    this.database = database;
  }

  Mono<Void> insert(Activity activity, String recordedBy) {
    return database
        .sql(
            """
            with activity as (
              insert into centre_activity
                (id, centre, kind, domain, held_on, other_participants, department_workers,
                 recorded_by)
              values (:id, :centre::ltree, :kind, :domain, :heldOn, :others, :workers, :recordedBy)
              returning id)
            insert into activity_participant (activity_id, service_user_id)
            select activity.id, person from activity, unnest(:people::uuid[]) as person
            """)
        .bind("id", activity.id())
        .bind("centre", activity.centre().path())
        .bind("kind", activity.kind().name())
        .bind("domain", activity.domain().name())
        .bind("heldOn", activity.heldOn())
        .bind("others", activity.otherParticipants())
        .bind("workers", activity.departmentWorkers())
        .bind("recordedBy", recordedBy)
        .bind("people", activity.serviceUserIds().toArray(UUID[]::new))
        .then();
  }

  Mono<Page<Activity>> of(UnitPath centre, PageRequest page) {
    return database
        .sql(
            """
            select id, kind, domain, held_on, other_participants, department_workers,
                   array(select service_user_id from activity_participant
                          where activity_id = id order by service_user_id) as people
              from centre_activity
             where centre = :centre::ltree and id > :after
             order by id
             limit :limit
            """)
        .bind("centre", centre.path())
        .bind("after", page.afterId())
        .bind("limit", page.limitPlusOne())
        .map(row -> read(row, centre))
        .all()
        .collectList()
        .map(rows -> Page.of(rows, page, row -> row.id().toString()));
  }

  private static Activity read(Readable row, UnitPath centre) {
    return new Activity(
        row.get("id", UUID.class),
        centre,
        Activity.Kind.valueOf(row.get("kind", String.class)),
        Activity.Domain.valueOf(row.get("domain", String.class)),
        row.get("held_on", LocalDate.class),
        List.of(row.get("people", UUID[].class)),
        row.get("other_participants", Integer.class),
        row.get("department_workers", Integer.class));
  }
}
