package org.retzef.basket.appeal;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.basket.basket.ConflictOfInterest;
import org.retzef.basket.request.Refusers;
import org.retzef.basket.request.RequestStatus;
import org.retzef.basket.request.RequestSteps;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Appeals in the database. A request's row is the lock of its appeals too. */
@Repository
class Appeals {

  private static final String SELECT =
      """
      select appeal.id, appeal.request_id, family_id, unit::text as unit, basis, ground, appeal.note,
             filed_by, filed_on, outcome, appeal.reason_code, answer, decided_on, appeal.version
        from appeal
        join basket_request request on request.id = appeal.request_id
        join basket on basket.id = request.basket_id
       where unit <@ :callerUnit::ltree
      """;

  private final DatabaseClient database;

  Appeals(DatabaseClient database) {
    this.database = database;
  }

  /**
   * Locks the request; nothing, and no lock either, where the caller sees none. The lock comes
   * first: what one statement reads besides the row that it waits for is as it was before it
   * waited.
   */
  Mono<Appealable> lockRequest(Caller caller, UUID requestId) {
    return database
        .sql(
            """
            select request.id
              from basket_request request
              join basket on basket.id = basket_id and unit <@ :callerUnit::ltree
             where request.id = :id
               for update of request
            """)
        .bind("callerUnit", caller.unitPath())
        .bind("id", requestId)
        .then()
        .then(Mono.defer(() -> findRequest(caller, requestId)));
  }

  private Mono<Appealable> findRequest(Caller caller, UUID requestId) {
    return database
        .sql(
            """
            select request.id, request.status, submitted_at,
                   greatest(required_tier,
                            (select max(tier) from decision
                              where request_id = request.id and decision = 'REJECT'
                                and not exists (select from vote
                                                 where vote.request_id = request.id
                                                   and vote.round = decision.round))) as tier,
                   (select appeal_until from decision
                     where request_id = request.id and decision = 'REJECT'
                     order by id desc limit 1) as appeal_until,
                   array(%s) as refusers
              from basket_request request
              join basket on basket.id = basket_id and unit <@ :callerUnit::ltree
             where request.id = :id
            """
                .formatted(Refusers.OF_REQUEST))
        .bind("callerUnit", caller.unitPath())
        .bind("id", requestId)
        .map(
            row ->
                new Appealable(
                    row.get("id", UUID.class),
                    RequestStatus.valueOf(row.get("status", String.class)),
                    row.get("tier", Integer.class),
                    row.get("submitted_at", Instant.class),
                    row.get("appeal_until", LocalDate.class),
                    Set.of(row.get("refusers", String[].class))))
        .one();
  }

  /** Fails with {@link AppealNotFound}. */
  Mono<Appeal> find(Caller caller, UUID id) {
    return database
        .sql(SELECT + " and appeal.id = :id")
        .bind("callerUnit", caller.unitPath())
        .bind("id", id)
        .map(Appeals::read)
        .one()
        .switchIfEmpty(Mono.error(AppealNotFound::new));
  }

  /**
   * @param open only those that nobody has decided
   */
  Mono<Page<Appeal>> seenBy(Caller caller, boolean open, PageRequest page) {
    return database
        .sql(
            SELECT
                + """
                   and (outcome is null or not :open) and appeal.id > :after
                 order by appeal.id
                 limit :limit
                """)
        .bind("callerUnit", caller.unitPath())
        .bind("open", open)
        .bind("after", page.afterId())
        .bind("limit", page.limitPlusOne())
        .map(Appeals::read)
        .all()
        .collectList()
        .map(appeals -> Page.of(appeals, page, appeal -> appeal.id().toString()));
  }

  /** Fails with {@link AppealExists} where one is open. */
  Mono<Void> insert(
      UUID id, Appeal.Basis basis, FileAppealRequest request, String filedBy, LocalDate today) {
    var statement =
        database
            .sql(
                """
                insert into appeal (id, request_id, basis, ground, note, filed_by, filed_on)
                values (:id, :requestId, :basis, :ground, :note, :filedBy, :filedOn)
                on conflict (request_id) where outcome is null do nothing
                """)
            .bind("id", id)
            .bind("requestId", request.requestId())
            .bind("basis", basis.name())
            .bind("ground", request.ground().name())
            .bind("filedBy", filedBy)
            .bind("filedOn", today);
    return bind(statement, "note", request.note())
        .fetch()
        .rowsUpdated()
        .filter(rows -> rows == 1)
        .switchIfEmpty(Mono.error(AppealExists::new))
        .then();
  }

  /**
   * The decision that came after all stands for the answer to an open appeal against silence. It is
   * no later than the appeal for which it makes room: the time in an id knows no less than a
   * millisecond.
   */
  Mono<Void> answerSilence(UUID requestId, LocalDate today) {
    return database
        .sql(
            """
            update appeal
               set outcome = 'CONFIRMED', reason_code = 'DECISION_STANDS', decided_by = :time,
                   decided_on = :today, decided_at = date_trunc('milliseconds', now()),
                   version = version + 1
             where request_id = :requestId and basis = 'SILENCE' and outcome is null
            """)
        .bind("time", RequestSteps.TIME)
        .bind("today", today)
        .bind("requestId", requestId)
        .then();
  }

  /** Fails with {@link ConflictOfInterest}. */
  Mono<Void> decide(UUID id, DecideAppealRequest decided, String decidedBy, LocalDate today) {
    var statement =
        database
            .sql(
                """
                update appeal
                   set outcome = :outcome, reason_code = :reasonCode, answer = :answer,
                       decided_by = :decidedBy, decided_on = :decidedOn, decided_at = now(),
                       version = version + 1
                 where id = :id
                """)
            .bind("id", id)
            .bind("outcome", decided.outcome().name())
            .bind("reasonCode", decided.reasonCode().name())
            .bind("decidedBy", decidedBy)
            .bind("decidedOn", today);
    return bind(statement, "answer", decided.answer())
        .then()
        .onErrorMap(ConflictOfInterest::orOther);
  }

  private static DatabaseClient.GenericExecuteSpec bind(
      DatabaseClient.GenericExecuteSpec statement, String name, @Nullable String value) {
    return value == null ? statement.bindNull(name, String.class) : statement.bind(name, value);
  }

  private static Appeal read(Readable row) {
    String outcome = row.get("outcome", String.class);
    String reason = row.get("reason_code", String.class);
    return new Appeal(
        row.get("id", UUID.class),
        row.get("request_id", UUID.class),
        row.get("family_id", UUID.class),
        new UnitPath(row.get("unit", String.class)),
        Appeal.Basis.valueOf(row.get("basis", String.class)),
        Appeal.Ground.valueOf(row.get("ground", String.class)),
        row.get("note", String.class),
        row.get("filed_by", String.class),
        row.get("filed_on", LocalDate.class),
        outcome == null ? null : Appeal.Outcome.valueOf(outcome),
        reason == null ? null : Appeal.Reason.valueOf(reason),
        row.get("answer", String.class),
        row.get("decided_on", LocalDate.class),
        row.get("version", Long.class));
  }
}
