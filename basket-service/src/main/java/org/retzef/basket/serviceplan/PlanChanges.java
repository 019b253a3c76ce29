package org.retzef.basket.serviceplan;

import java.time.Instant;
import java.util.UUID;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Who changed a plan, when and how: each of its versions, for good. */
@Repository
class PlanChanges {

  private final DatabaseClient database;
  private final JsonMapper json;

  PlanChanges(DatabaseClient database, JsonMapper json) {
    this.database = database;
    this.json = json;
  }

  /**
   * Makes a new version of the plan, whatever of it has changed. Runs within the command that
   * changes it.
   */
  Mono<Void> keep(Caller caller, UUID planId, String what, Object detail) {
    return database
        .sql(
            """
            with changed as (
              update service_plan set version = version + 1 where id = :planId returning version)
            insert into service_plan_change (plan_id, version, what, detail, changed_by)
            select :planId, version, :what, :detail::jsonb, :changedBy from changed
            """)
        .bind("planId", planId)
        .bind("what", what)
        .bind("detail", json.writeValueAsString(detail))
        .bind("changedBy", caller.subject())
        .then();
  }

  /** The oldest first. The caller sees their plan. */
  Mono<Page<PlanChange>> of(UUID planId, PageRequest page) {
    return database
        .sql(
            """
            select version, what, detail::text as detail, changed_by, changed_at
              from service_plan_change
             where plan_id = :planId and version > :after
             order by version
             limit :limit
            """)
        .bind("planId", planId)
        .bind("after", page.after(0L, Long::valueOf))
        .bind("limit", page.limitPlusOne())
        .map(
            row ->
                new PlanChange(
                    row.get("version", Long.class),
                    row.get("what", String.class),
                    row.get("detail", String.class),
                    row.get("changed_by", String.class),
                    row.get("changed_at", Instant.class)))
        .all()
        .collectList()
        .map(changes -> Page.of(changes, page, change -> String.valueOf(change.version())));
  }
}
