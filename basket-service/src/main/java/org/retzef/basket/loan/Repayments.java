package org.retzef.basket.loan;

import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import java.util.UUID;
import org.retzef.basket.basket.ConflictOfInterest;
import org.retzef.basket.money.Money;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** What was paid back of loans, and which of it was undone, in the database. */
@Repository
class Repayments {

  private static final String SELECT =
      """
      select id, loan_id, amount, paid_on, recorded_by, reason_code, reversed_by, reversed_on
        from loan_repayment
        left join loan_repayment_reversal on repayment_id = id
       where loan_id = :loanId
      """;

  private final DatabaseClient database;

  Repayments(DatabaseClient database) {
    this.database = database;
  }

  /** Fails with {@link ConflictOfInterest}. */
  Mono<Void> insert(UUID id, UUID loanId, RepayRequest request, String recordedBy) {
    return database
        .sql(
            """
            insert into loan_repayment (id, loan_id, amount, paid_on, recorded_by)
            values (:id, :loanId, :amount, :paidOn, :recordedBy)
            """)
        .bind("id", id)
        .bind("loanId", loanId)
        .bind("amount", request.amount().agorot())
        .bind("paidOn", request.paidOn())
        .bind("recordedBy", recordedBy)
        .then()
        .onErrorMap(ConflictOfInterest::orOther);
  }

  /** Fails with {@link RepaymentNotFound}. */
  Mono<Repayment> find(UUID loanId, UUID id) {
    return database
        .sql(SELECT + " and id = :id")
        .bind("loanId", loanId)
        .bind("id", id)
        .map(Repayments::read)
        .one()
        .switchIfEmpty(Mono.error(RepaymentNotFound::new));
  }

  Mono<Page<Repayment>> list(UUID loanId, PageRequest page) {
    return database
        .sql(SELECT + " and id > :after order by id limit :limit")
        .bind("loanId", loanId)
        .bind("after", page.afterId())
        .bind("limit", page.limitPlusOne())
        .map(Repayments::read)
        .all()
        .collectList()
        .map(found -> Page.of(found, page, repayment -> repayment.id().toString()));
  }

  /**
   * The database itself refuses the same person, and a second time; fails with {@link
   * ConflictOfInterest}.
   */
  Mono<Void> reverse(UUID id, Repayment.Reason reason, String reversedBy, LocalDate day) {
    return database
        .sql(
            """
            insert into loan_repayment_reversal (repayment_id, reason_code, reversed_by, reversed_on)
            values (:id, :reason, :reversedBy, :day)
            """)
        .bind("id", id)
        .bind("reason", reason.name())
        .bind("reversedBy", reversedBy)
        .bind("day", day)
        .then()
        .onErrorMap(ConflictOfInterest::orOther);
  }

  private static Repayment read(Readable row) {
    String reason = row.get("reason_code", String.class);
    return new Repayment(
        row.get("id", UUID.class),
        row.get("loan_id", UUID.class),
        new Money(row.get("amount", Long.class)),
        row.get("paid_on", LocalDate.class),
        row.get("recorded_by", String.class),
        reason == null ? null : Repayment.Reason.valueOf(reason),
        row.get("reversed_by", String.class),
        row.get("reversed_on", LocalDate.class));
  }
}
