package org.retzef.basket.loan;

import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import java.util.UUID;
import org.retzef.basket.money.Money;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** What was put into the loan fund, and which of it was undone, in the database. */
@Repository
class Deposits {

  private static final String SELECT =
      """
      select id, amount, deposited_on, deposited_by, reason_code, reversed_by, reversed_on
        from loan_deposit
        left join loan_deposit_reversal on deposit_id = id
      """;

  private final DatabaseClient database;

  Deposits(DatabaseClient database) {
    this.database = database;
  }

  Mono<Void> insert(UUID id, Money amount, LocalDate day, String depositedBy) {
    return database
        .sql(
            """
            insert into loan_deposit (id, amount, deposited_on, deposited_by)
            values (:id, :amount, :day, :depositedBy)
            """)
        .bind("id", id)
        .bind("amount", amount.agorot())
        .bind("day", day)
        .bind("depositedBy", depositedBy)
        .then();
  }

  /** One that nobody else undoes until the command ends; fails with {@link DepositNotFound}. */
  Mono<Deposit> lock(UUID id) {
    return database
        .sql("select id from loan_deposit where id = :id for no key update")
        .bind("id", id)
        .mapValue(UUID.class)
        .one()
        .switchIfEmpty(Mono.error(DepositNotFound::new))
        .then(find(id));
  }

  private Mono<Deposit> find(UUID id) {
    return database.sql(SELECT + " where id = :id").bind("id", id).map(Deposits::read).one();
  }

  Mono<Page<Deposit>> list(PageRequest page) {
    return database
        .sql(SELECT + " where id > :after order by id limit :limit")
        .bind("after", page.afterId())
        .bind("limit", page.limitPlusOne())
        .map(Deposits::read)
        .all()
        .collectList()
        .map(found -> Page.of(found, page, deposit -> deposit.id().toString()));
  }

  /** The database itself refuses the same person, and a second time. */
  Mono<Void> reverse(UUID id, Deposit.Reason reason, String reversedBy, LocalDate day) {
    return database
        .sql(
            """
            insert into loan_deposit_reversal (deposit_id, reason_code, reversed_by, reversed_on)
            values (:id, :reason, :reversedBy, :day)
            """)
        .bind("id", id)
        .bind("reason", reason.name())
        .bind("reversedBy", reversedBy)
        .bind("day", day)
        .then();
  }

  private static Deposit read(Readable row) {
    String reason = row.get("reason_code", String.class);
    return new Deposit(
        row.get("id", UUID.class),
        new Money(row.get("amount", Long.class)),
        row.get("deposited_on", LocalDate.class),
        row.get("deposited_by", String.class),
        reason == null ? null : Deposit.Reason.valueOf(reason),
        row.get("reversed_by", String.class),
        row.get("reversed_on", LocalDate.class));
  }
}
