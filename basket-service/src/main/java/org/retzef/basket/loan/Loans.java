package org.retzef.basket.loan;

import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.basket.basket.ConflictOfInterest;
import org.retzef.basket.money.Money;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Loans in the database; what is owed stands in the ledger. */
@Repository
class Loans {

  private static final String SELECT =
      """
      select loan.id, family_id, member_id, status, principal, instalments, first_due_on, granted_on,
             account.balance as owed,
             version_of((loan, account.balance, account.entries)::text) as version
        from loan
        join account on account.name = 'loan/' || loan.id
      """;

  private final DatabaseClient database;

  Loans(DatabaseClient database) {
    this.database = database;
  }

  /** Fails with {@link ConflictOfInterest}. */
  Mono<Void> insert(Loan loan, UnitPath unit, String grantedBy) {
    var statement =
        database
            .sql(
                """
                insert into loan (id, family_id, member_id, unit, principal, instalments,
                                  first_due_on, granted_on, granted_by)
                values (:id, :familyId, :memberId, :unit::ltree, :principal, :instalments,
                        :firstDueOn, :grantedOn, :grantedBy)
                """)
            .bind("id", loan.id())
            .bind("familyId", loan.familyId())
            .bind("unit", unit.path())
            .bind("principal", loan.principal().agorot())
            .bind("instalments", loan.schedule().size())
            .bind("firstDueOn", loan.schedule().getFirst().dueOn())
            .bind("grantedOn", loan.grantedOn())
            .bind("grantedBy", grantedBy);
    UUID member = loan.memberId();
    statement =
        member == null
            ? statement.bindNull("memberId", UUID.class)
            : statement.bind("memberId", member);
    return statement.then().onErrorMap(ConflictOfInterest::orOther);
  }

  Mono<Loan> find(Caller caller, UUID id) {
    return database
        .sql(SELECT + " where loan.id = :id and unit <@ :callerUnit::ltree")
        .bind("id", id)
        .bind("callerUnit", caller.unitPath())
        .map(Loans::read)
        .one()
        .switchIfEmpty(Mono.error(LoanNotFound::new));
  }

  Mono<Page<Loan>> list(Caller caller, PageRequest page) {
    return database
        .sql(
            SELECT
                + """
                   where loan.id > :after and unit <@ :callerUnit::ltree
                   order by loan.id limit :limit
                  """)
        .bind("callerUnit", caller.unitPath())
        .bind("after", page.afterId())
        .bind("limit", page.limitPlusOne())
        .map(Loans::read)
        .all()
        .collectList()
        .map(loans -> Page.of(loans, page, loan -> loan.id().toString()));
  }

  /** A loan that nobody else changes until the command ends. */
  Mono<Loan> lock(Caller caller, UUID id) {
    return database
        .sql("select id from loan where id = :id and unit <@ :callerUnit::ltree for no key update")
        .bind("id", id)
        .bind("callerUnit", caller.unitPath())
        .mapValue(UUID.class)
        .one()
        .switchIfEmpty(Mono.error(LoanNotFound::new))
        .then(find(caller, id));
  }

  /** As {@link #lock}, and open. */
  Mono<Loan> lockOpen(Caller caller, UUID id) {
    return lock(caller, id)
        .filter(loan -> loan.status() == Loan.Status.OPEN)
        .switchIfEmpty(Mono.error(LoanNotOpen::new));
  }

  Mono<Void> mark(UUID id, Loan.Status status) {
    return database
        .sql("update loan set status = :status where id = :id")
        .bind("id", id)
        .bind("status", status.name())
        .then();
  }

  /** Fails with {@link ConflictOfInterest}. */
  Mono<Void> insert(WriteOff writeOff) {
    return database
        .sql(
            """
            insert into loan_write_off (id, loan_id, reason_code, proposed_by)
            values (:id, :loanId, :reasonCode, :proposedBy)
            """)
        .bind("id", writeOff.id())
        .bind("loanId", writeOff.loanId())
        .bind("reasonCode", writeOff.reasonCode())
        .bind("proposedBy", writeOff.proposedBy())
        .then()
        .onErrorMap(ConflictOfInterest::orOther);
  }

  Mono<WriteOff> writeOff(UUID loanId, UUID id) {
    return database
        .sql(
            """
            select id, loan_id, reason_code, proposed_by, approved_by, amount
              from loan_write_off where id = :id and loan_id = :loanId for no key update
            """)
        .bind("id", id)
        .bind("loanId", loanId)
        .map(
            row -> {
              Long amount = row.get("amount", Long.class);
              return new WriteOff(
                  row.get("id", UUID.class),
                  row.get("loan_id", UUID.class),
                  row.get("reason_code", String.class),
                  row.get("proposed_by", String.class),
                  row.get("approved_by", String.class),
                  amount == null ? null : new Money(amount));
            })
        .one()
        .switchIfEmpty(Mono.error(WriteOffNotFound::new));
  }

  /** The database itself refuses the same person twice; fails with {@link ConflictOfInterest}. */
  Mono<Void> approve(UUID id, String approvedBy, Money amount) {
    return database
        .sql(
            """
            update loan_write_off
               set approved_by = :approvedBy, approved_at = now(), amount = :amount
             where id = :id and approved_by is null
            """)
        .bind("id", id)
        .bind("approvedBy", approvedBy)
        .bind("amount", amount.agorot())
        .then()
        .onErrorMap(ConflictOfInterest::orOther);
  }

  Mono<LoanReport> report(@Nullable Integer year) {
    return database
        .sql(
            """
            with movement as (
              select coalesce(undone.kind, posting.kind) as kind, amount
                from entry
                join posting on posting.id = posting_id
                left join posting undone on undone.id = posting.reverses
               where posting.kind in ('LOAN_GRANTED', 'LOAN_REPAID', 'LOAN_WRITTEN_OFF', 'REVERSAL')
                 and starts_with(account, 'loan/') and posting.effective_on between :from and :until
            )
            select count(*) filter (where kind = 'LOAN_GRANTED') as loans,
                   coalesce(sum(amount) filter (where kind = 'LOAN_GRANTED'), 0)::bigint as granted,
                   coalesce(-sum(amount) filter (where kind = 'LOAN_REPAID'), 0)::bigint as repaid,
                   coalesce(-sum(amount) filter (where kind = 'LOAN_WRITTEN_OFF'), 0)::bigint
                     as written_off,
                   (select coalesce(sum(balance), 0)::bigint from account where kind = 'LOAN_FUND')
                     as in_fund,
                   (select coalesce(sum(balance), 0)::bigint from account where kind = 'LOAN') as owed
              from movement
            """)
        .bind("from", LocalDate.of(Objects.requireNonNullElse(year, 1900), 1, 1))
        .bind("until", LocalDate.of(Objects.requireNonNullElse(year, 9999), 12, 31))
        .map(
            row ->
                new LoanReport(
                    year,
                    row.get("loans", Long.class),
                    money(row, "granted"),
                    money(row, "repaid"),
                    money(row, "written_off"),
                    money(row, "in_fund"),
                    money(row, "owed")))
        .one();
  }

  private static Loan read(Readable row) {
    Money principal = money(row, "principal");
    return new Loan(
        row.get("id", UUID.class),
        row.get("family_id", UUID.class),
        row.get("member_id", UUID.class),
        Loan.Status.valueOf(row.get("status", String.class)),
        principal,
        money(row, "owed"),
        row.get("granted_on", LocalDate.class),
        Loan.schedule(
            principal,
            row.get("instalments", Integer.class),
            row.get("first_due_on", LocalDate.class)),
        row.get("version", Long.class));
  }

  private static Money money(Readable row, String column) {
    return new Money(row.get(column, Long.class));
  }
}
