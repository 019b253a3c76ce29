package org.retzef.basket.serviceplan;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.UUID;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Comments on plans, and what is learned of them, in the database. */
@Repository
class PlanNotes {

  private final DatabaseClient database;

  PlanNotes(DatabaseClient database) {
    this.database = database;
  }

  Mono<Void> insert(UUID planId, PlanNote note) {
    PlanNote.Phase phase = note.phase();
    var statement =
        database
            .sql(
                """
                insert into service_plan_note
                  (id, plan_id, phase, text, written_by, from_ministry, written_at)
                values (:id, :planId, :phase, :text, :writtenBy, :fromMinistry, :writtenAt)
                """)
            .bind("id", note.id())
            .bind("planId", planId)
            .bind("text", note.text())
            .bind("writtenBy", note.writtenBy())
            .bind("fromMinistry", note.fromMinistry())
            .bind("writtenAt", note.writtenAt());
    return ServicePlans.bind(statement, "phase", String.class, phase == null ? null : phase.name())
        .then();
  }

  /**
   * The oldest first. The caller sees their plan.
   *
   * @param ofLearning what was learned, instead of comments
   */
  Mono<Page<PlanNote>> of(UUID planId, boolean ofLearning, PageRequest page) {
    return database
        .sql(
            """
            select id, phase, text, written_by, from_ministry, written_at
              from service_plan_note
             where plan_id = :planId and (phase is not null) = :ofLearning and id > :after
             order by id
             limit :limit
            """)
        .bind("planId", planId)
        .bind("ofLearning", ofLearning)
        .bind("after", page.afterId())
        .bind("limit", page.limitPlusOne())
        .map(PlanNotes::read)
        .all()
        .collectList()
        .map(notes -> Page.of(notes, page, note -> note.id().toString()));
  }

  Mono<Boolean> hasTaught(UUID planId) {
    return database
        .sql(
            """
            select exists (select from service_plan_note
                            where plan_id = :planId and phase = 'LEARNING') as taught
            """)
        .bind("planId", planId)
        .map(row -> row.get("taught", Boolean.class))
        .one();
  }

  private static PlanNote read(Readable row) {
    String phase = row.get("phase", String.class);
    return new PlanNote(
        row.get("id", UUID.class),
        phase == null ? null : PlanNote.Phase.valueOf(phase),
        row.get("text", String.class),
        row.get("written_by", String.class),
        row.get("from_ministry", Boolean.class),
        row.get("written_at", Instant.class));
  }
}
