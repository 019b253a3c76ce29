package org.retzef.basket.approval;

import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import java.util.UUID;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** The days on which units approve nothing, in the database. */
@Repository
public class Freezes {

  private static final String SELECT =
      """
      select id, unit::text as unit, first_day, last_day, reason, changed_by, version
        from approval_freeze
      """;

  private final DatabaseClient database;

  Freezes(DatabaseClient database) {
    this.database = database;
  }

  /** Fails with {@code approvals-frozen} (409), which names the reason and the last day. */
  public Mono<Void> requireNone(UnitPath unit, LocalDate today) {
    return database
        .sql(
            SELECT
                + """
                   where unit @> :unit::ltree and :today between first_day and last_day
                   order by last_day desc limit 1
                  """)
        .bind("unit", unit.path())
        .bind("today", today)
        .map(Freezes::read)
        .one()
        .doOnNext(
            freeze -> {
              throw new ApprovalsFrozen(freeze);
            })
        .then();
  }

  /** Fails with {@link FreezeNotFound}. */
  Mono<Freeze> lock(Caller caller, UUID id) {
    return database
        .sql(SELECT + " where id = :id and unit <@ :callerUnit::ltree for update")
        .bind("id", id)
        .bind("callerUnit", caller.unitPath())
        .map(Freezes::read)
        .one()
        .switchIfEmpty(Mono.error(FreezeNotFound::new));
  }

  /** Those of the caller's units and of those above, which count for it too. */
  Mono<Page<Freeze>> seenBy(Caller caller, PageRequest page) {
    return database
        .sql(
            SELECT
                + """
                   where (unit <@ :callerUnit::ltree or unit @> :callerUnit::ltree) and id > :after
                   order by id limit :limit
                  """)
        .bind("callerUnit", caller.unitPath())
        .bind("after", page.afterId())
        .bind("limit", page.limitPlusOne())
        .map(Freezes::read)
        .all()
        .collectList()
        .map(freezes -> Page.of(freezes, page, freeze -> freeze.id().toString()));
  }

  Mono<Void> insert(Freeze freeze) {
    return database
        .sql(
            """
            insert into approval_freeze (id, unit, first_day, last_day, reason, changed_by)
            values (:id, :unit::ltree, :firstDay, :lastDay, :reason, :changedBy)
            """)
        .bind("id", freeze.id())
        .bind("unit", freeze.unit().path())
        .bind("firstDay", freeze.firstDay())
        .bind("lastDay", freeze.lastDay())
        .bind("reason", freeze.reason().name())
        .bind("changedBy", freeze.changedBy())
        .then();
  }

  Mono<Void> end(UUID id, LocalDate lastDay, String changedBy) {
    return database
        .sql(
            """
            update approval_freeze
               set last_day = :lastDay, changed_by = :changedBy, changed_at = now(),
                   version = version + 1
             where id = :id
            """)
        .bind("id", id)
        .bind("lastDay", lastDay)
        .bind("changedBy", changedBy)
        .then();
  }

  private static Freeze read(Readable row) {
    return new Freeze(
        row.get("id", UUID.class),
        new UnitPath(row.get("unit", String.class)),
        row.get("first_day", LocalDate.class),
        row.get("last_day", LocalDate.class),
        Freeze.Reason.valueOf(row.get("reason", String.class)),
        row.get("changed_by", String.class),
        row.get("version", Long.class));
  }
}
