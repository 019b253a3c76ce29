package org.retzef.basket.approval;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Policies of approval in the database. */
@Repository
class ApprovalPolicies {

  private static final String SELECT =
      """
      select id, valid_from, expression, quorums, deadlines, changed_by, changed_at, version
        from routing_policy
      """;

  private final DatabaseClient database;

  ApprovalPolicies(DatabaseClient database) {
    this.database = database;
  }

  /** The one that counts on a day. */
  Mono<ApprovalPolicy> of(LocalDate day) {
    return database
        .sql(SELECT + " where valid_from <= :day order by valid_from desc limit 1")
        .bind("day", day)
        .map(ApprovalPolicies::read)
        .one();
  }

  /** Fails with {@link PolicyNotFound}. */
  Mono<ApprovalPolicy> find(UUID id) {
    return one(SELECT + " where id = :id", id);
  }

  /** As {@link #find}, and nobody else changes it until this transaction ends. */
  Mono<ApprovalPolicy> lock(UUID id) {
    return one(SELECT + " where id = :id for update", id);
  }

  private Mono<ApprovalPolicy> one(String sql, UUID id) {
    return database
        .sql(sql)
        .bind("id", id)
        .map(ApprovalPolicies::read)
        .one()
        .switchIfEmpty(Mono.error(PolicyNotFound::new));
  }

  /** The oldest first. */
  Mono<Page<ApprovalPolicy>> list(PageRequest page) {
    return database
        .sql(SELECT + " where valid_from > :after order by valid_from limit :limit")
        .bind("after", page.after(LocalDate.EPOCH, LocalDate::parse))
        .bind("limit", page.limitPlusOne())
        .map(ApprovalPolicies::read)
        .all()
        .collectList()
        .map(policies -> Page.of(policies, page, policy -> policy.validFrom().toString()));
  }

  /** Fails with {@link PolicyExists} where the day has one. */
  Mono<Void> insert(ApprovalPolicy policy) {
    return bind(
            """
            insert into routing_policy
              (id, valid_from, expression, quorums, deadlines, changed_by, changed_at, version)
            values (:id, :validFrom, :expression, :quorums, :deadlines, :changedBy, :changedAt, 1)
            on conflict (valid_from) do nothing
            """,
            policy)
        .fetch()
        .rowsUpdated()
        .filter(rows -> rows == 1)
        .switchIfEmpty(Mono.error(PolicyExists::new))
        .then();
  }

  Mono<Void> update(ApprovalPolicy policy) {
    return bind(
            """
            update routing_policy
               set valid_from = :validFrom, expression = :expression, quorums = :quorums,
                   deadlines = :deadlines, changed_by = :changedBy, changed_at = :changedAt,
                   version = version + 1
             where id = :id
               and not exists (select from routing_policy other
                                where other.valid_from = :validFrom and other.id <> :id)
            """,
            policy)
        .fetch()
        .rowsUpdated()
        .filter(rows -> rows == 1)
        .switchIfEmpty(Mono.error(PolicyExists::new))
        .then();
  }

  private DatabaseClient.GenericExecuteSpec bind(String sql, ApprovalPolicy policy) {
    return database
        .sql(sql)
        .bind("id", policy.id())
        .bind("validFrom", policy.validFrom())
        .bind("expression", policy.expression())
        .bind("quorums", policy.quorums().toArray(Integer[]::new))
        .bind("deadlines", policy.deadlines().toArray(Integer[]::new))
        .bind("changedBy", policy.changedBy())
        .bind("changedAt", policy.changedAt());
  }

  private static ApprovalPolicy read(Readable row) {
    return new ApprovalPolicy(
        row.get("id", UUID.class),
        row.get("valid_from", LocalDate.class),
        row.get("expression", String.class),
        List.of(row.get("quorums", Integer[].class)),
        List.of(row.get("deadlines", Integer[].class)),
        row.get("changed_by", String.class),
        row.get("changed_at", Instant.class),
        row.get("version", Long.class));
  }
}
