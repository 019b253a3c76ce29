package org.retzef.rights.policy;

import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import java.util.UUID;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.retzef.rights.policy.PolicyItem.Kind;
import org.retzef.rights.policy.PolicyItem.Status;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Policy items in the database. They are the country's, and so of no unit: counts only. */
@Repository
class PolicyItems {

  private static final String SELECT =
      """
      select policy_item.id, kind, policy_item.right_code, policy_item.reason, status, families,
             (select case when count(distinct family_id) >= :fewest
                          then count(distinct family_id) else 0 end
                from take_up_case stuck
               where stuck.state = 'STUCK' and stuck.right_code = policy_item.right_code
                 and stuck.reason = policy_item.reason)::integer as families_now,
             opened_on, version
        from policy_item
      """;

  private final DatabaseClient database;
  private final PolicySettings settings;

  PolicyItems(DatabaseClient database, PolicySettings settings) {
    this.database = database;
    this.settings = settings;
  }

  /**
   * Opens an item for every right and reason that enough families are stuck with. One statement and
   * a unique index: it may run anywhere, any number of times at once.
   */
  Mono<Long> openForStuckCases(LocalDate today) {
    return database
        .sql(
            """
            insert into policy_item (id, kind, right_code, reason, status, families, opened_on)
            select uuidv7(), 'STUCK_CASES', right_code, reason, 'OPEN', count(distinct family_id),
                   :today
              from take_up_case
             where state = 'STUCK'
             group by right_code, reason
            having count(distinct family_id) >= :fewest
            on conflict do nothing
            """)
        .bind("today", today)
        .bind("fewest", settings.fewestFamilies())
        .fetch()
        .rowsUpdated();
  }

  Mono<Void> insert(UUID id, OpenPolicyItemRequest request, LocalDate today) {
    return database
        .sql(
            """
            insert into policy_item (id, kind, right_code, status, families, opened_on)
            values (:id, :kind, :right, 'OPEN', 0, :today)
            """)
        .bind("id", id)
        .bind("kind", request.kind().name())
        .bind("right", Parameters.in(R2dbcType.VARCHAR, request.right()))
        .bind("today", today)
        .then();
  }

  Mono<PolicyItem> find(UUID id) {
    return findBy(SELECT + " where policy_item.id = :id", id);
  }

  /** As {@link #find}, and nobody else changes it until this transaction ends. */
  Mono<PolicyItem> lock(UUID id) {
    return findBy(SELECT + " where policy_item.id = :id for update of policy_item", id);
  }

  private Mono<PolicyItem> findBy(String sql, UUID id) {
    return database
        .sql(sql)
        .bind("fewest", settings.fewestFamilies())
        .bind("id", id)
        .map(PolicyItems::read)
        .one()
        .switchIfEmpty(Mono.error(PolicyItemNotFound::new));
  }

  Mono<Page<PolicyItem>> list(PageRequest page) {
    return database
        .sql(SELECT + " where policy_item.id > :after order by policy_item.id limit :limit")
        .bind("fewest", settings.fewestFamilies())
        .bind("after", page.afterId())
        .bind("limit", page.limitPlusOne())
        .map(PolicyItems::read)
        .all()
        .collectList()
        .map(items -> Page.of(items, page, item -> item.id().toString()));
  }

  Mono<Void> move(UUID id, Status status) {
    return database
        .sql("update policy_item set status = :status, version = version + 1 where id = :id")
        .bind("status", status.name())
        .bind("id", id)
        .then();
  }

  private static PolicyItem read(Readable row) {
    return new PolicyItem(
        row.get("id", UUID.class),
        Kind.valueOf(row.get("kind", String.class)),
        row.get("right_code", String.class),
        row.get("reason", String.class),
        Status.valueOf(row.get("status", String.class)),
        row.get("families", Integer.class),
        row.get("families_now", Integer.class),
        row.get("opened_on", LocalDate.class),
        row.get("version", Long.class));
  }
}
