package org.retzef.rights.debt;

import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.retzef.rights.money.Money;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Debts in the database. A debt belongs where its family belongs. */
@Repository
class Debts {

  private static final String SELECT =
      """
      select debt.id, family_id, creditor_kind, amount, abusive, grey_market, youth, youth_stage,
             enforcement, since, outcome, settled, settled_on, version
        from debt
        join known_family on known_family.id = family_id
       where unit <@ :callerUnit::ltree and erased_at is null
      """;

  private final DatabaseClient database;

  Debts(DatabaseClient database) {
    this.database = database;
  }

  Mono<Void> insert(UUID id, RecordDebtRequest request) {
    Debt.YouthStage stage = request.youthStage();
    return database
        .sql(
            """
            insert into debt
              (id, family_id, creditor_kind, amount, abusive, grey_market, youth, youth_stage,
               enforcement, since)
            values (:id, :familyId, :kind, :amount, :abusive, :grey, :youth, :stage, :enforcement,
                    :since)
            """)
        .bind("id", id)
        .bind("familyId", request.familyId())
        .bind("kind", request.creditorKind().name())
        .bind("amount", request.amount().agorot())
        .bind("abusive", request.abusive())
        .bind("grey", request.greyMarket())
        .bind("youth", stage != null)
        .bind("stage", Parameters.in(R2dbcType.VARCHAR, stage == null ? null : stage.name()))
        .bind("enforcement", request.enforcement().name())
        .bind("since", request.since())
        .then();
  }

  Mono<Debt> find(Caller caller, UUID id) {
    return findBy(SELECT + " and debt.id = :id", caller, id);
  }

  /** As {@link #find}, and nobody else changes it until this transaction ends. */
  Mono<Debt> lock(Caller caller, UUID id) {
    return findBy(SELECT + " and debt.id = :id for update of debt", caller, id);
  }

  private Mono<Debt> findBy(String sql, Caller caller, UUID id) {
    return database
        .sql(sql)
        .bind("callerUnit", caller.unitPath())
        .bind("id", id)
        .map(Debts::read)
        .one()
        .switchIfEmpty(Mono.error(DebtNotFound::new));
  }

  Mono<Page<Debt>> of(Caller caller, UUID familyId, PageRequest page) {
    return database
        .sql(
            SELECT
                + " and family_id = :familyId and debt.id > :after order by debt.id limit :limit")
        .bind("callerUnit", caller.unitPath())
        .bind("familyId", familyId)
        .bind("after", page.afterId())
        .bind("limit", page.limitPlusOne())
        .map(Debts::read)
        .all()
        .collectList()
        .map(items -> Page.of(items, page, item -> item.id().toString()));
  }

  Mono<Void> change(UUID id, ChangeDebtRequest request) {
    Debt.Enforcement enforcement = request.enforcement();
    Debt.YouthStage stage = request.youthStage();
    return database
        .sql(
            """
            update debt
               set enforcement = coalesce(:enforcement, enforcement),
                   youth_stage = coalesce(:stage, youth_stage), youth = youth or :stage is not null,
                   version = version + 1
             where id = :id
            """)
        .bind(
            "enforcement",
            Parameters.in(R2dbcType.VARCHAR, enforcement == null ? null : enforcement.name()))
        .bind("stage", Parameters.in(R2dbcType.VARCHAR, stage == null ? null : stage.name()))
        .bind("id", id)
        .then();
  }

  Mono<Void> settle(UUID id, SettleDebtRequest request) {
    return database
        .sql(
            """
            update debt set outcome = :outcome, settled = :settled, settled_on = :on,
                   version = version + 1
             where id = :id
            """)
        .bind("outcome", request.outcome().name())
        .bind("settled", request.settled().agorot())
        .bind("on", request.settledOn())
        .bind("id", id)
        .then();
  }

  Mono<List<DebtTotal>> totals(Caller caller) {
    return database
        .sql(
            """
            select creditor_kind, count(*)::integer as debts,
                   count(distinct family_id)::integer as families, sum(amount)::bigint as amount,
                   count(*) filter (where abusive)::integer as abusive,
                   count(*) filter (where grey_market)::integer as grey_market,
                   count(*) filter (where youth)::integer as youth,
                   count(outcome)::integer as settled,
                   coalesce(sum(amount - settled) filter (where outcome is not null), 0)::bigint
                     as won
              from debt
              join known_family on known_family.id = family_id
             where unit <@ :callerUnit::ltree
             group by creditor_kind
             order by creditor_kind
            """)
        .bind("callerUnit", caller.unitPath())
        .map(
            row ->
                new DebtTotal(
                    Debt.CreditorKind.valueOf(row.get("creditor_kind", String.class)),
                    row.get("debts", Integer.class),
                    row.get("families", Integer.class),
                    new Money(row.get("amount", Long.class)),
                    row.get("abusive", Integer.class),
                    row.get("grey_market", Integer.class),
                    row.get("youth", Integer.class),
                    row.get("settled", Integer.class),
                    new Money(row.get("won", Long.class))))
        .all()
        .collectList();
  }

  private static Debt read(Readable row) {
    String outcome = row.get("outcome", String.class);
    String stage = row.get("youth_stage", String.class);
    return new Debt(
        row.get("id", UUID.class),
        row.get("family_id", UUID.class),
        Debt.CreditorKind.valueOf(row.get("creditor_kind", String.class)),
        new Money(row.get("amount", Long.class)),
        row.get("abusive", Boolean.class),
        row.get("grey_market", Boolean.class),
        row.get("youth", Boolean.class),
        stage == null ? null : Debt.YouthStage.valueOf(stage),
        Debt.Enforcement.valueOf(row.get("enforcement", String.class)),
        row.get("since", LocalDate.class),
        outcome == null ? null : Debt.Outcome.valueOf(outcome),
        money(row.get("settled", Long.class)),
        row.get("settled_on", LocalDate.class),
        row.get("version", Long.class));
  }

  private static @Nullable Money money(@Nullable Long agorot) {
    return agorot == null ? null : new Money(agorot);
  }
}
