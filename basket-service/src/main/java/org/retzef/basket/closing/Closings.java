package org.retzef.basket.closing;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.LocalDate;
import org.retzef.basket.money.Money;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Closings in the database. */
@Repository
class Closings {

  private static final String SELECT =
      "select period, until, status, closed_by, closed_at, accounts, hash from ledger_closing ";

  private final DatabaseClient database;

  Closings(DatabaseClient database) {
    this.database = database;
  }

  /**
   * Waits for the postings that are under way and holds up new ones, and other closings, until the
   * command ends, so that none slips into the period while it closes. Fails with {@link
   * PeriodClosedAlready}.
   */
  Mono<Void> insert(Period period, String closedBy) {
    return database
        .sql("lock table posting in share row exclusive mode")
        .then()
        .then(
            database
                .sql(
                    """
                    insert into ledger_closing (period, until, status, closed_by)
                    select :period, :until, 'CLOSING', :closedBy
                     where not exists (
                       select from ledger_closing
                        where until > :until or (until = :until and length(period) <= length(:period)))
                    on conflict do nothing
                    """)
                .bind("period", period.text())
                .bind("until", period.lastDay())
                .bind("closedBy", closedBy)
                .fetch()
                .rowsUpdated())
        .filter(rows -> rows == 1)
        .switchIfEmpty(Mono.error(PeriodClosedAlready::new))
        .then();
  }

  Mono<Closing> find(Period period) {
    return database
        .sql(SELECT + "where period = :period")
        .bind("period", period.text())
        .map(Closings::read)
        .one()
        .switchIfEmpty(Mono.error(ClosingNotFound::new));
  }

  Mono<Page<Closing>> list(PageRequest page) {
    return database
        .sql(SELECT + "where period > :after order by period limit :limit")
        .bind("after", page.after())
        .bind("limit", page.limitPlusOne())
        .map(Closings::read)
        .all()
        .collectList()
        .map(closings -> Page.of(closings, page, closing -> closing.period().text()));
  }

  /**
   * What the accounts held at the end of a closed period, by their names. Empty while it is
   * counted.
   *
   * @param prefix of the accounts' names
   */
  Mono<Page<ClosingBalance>> balances(Period period, String prefix, PageRequest page) {
    return database
        .sql(
            """
            select account, balance from closing_balance
             where period = :period and account > :after
               and starts_with(account, :prefix) and account >= :prefix
             order by account limit :limit
            """)
        .bind("period", period.text())
        .bind("prefix", prefix)
        .bind("after", page.after())
        .bind("limit", page.limitPlusOne())
        .map(
            row ->
                new ClosingBalance(
                    row.get("account", String.class), new Money(row.get("balance", Long.class))))
        .all()
        .collectList()
        .map(balances -> Page.of(balances, page, ClosingBalance::account));
  }

  /**
   * The first that is not counted yet; none while somebody has it in hand: each is chained to it.
   */
  Mono<Period> next() {
    return database
        .sql(
            """
            select period from ledger_closing
             where period = (select period from ledger_closing
                              where status = 'CLOSING'
                              order by until, length(period) desc limit 1)
               and status = 'CLOSING'
               for no key update skip locked
            """)
        .map(row -> new Period(row.get("period", String.class)))
        .one();
  }

  /**
   * The first closed year that has money outside of baskets: of its closing, or come back since. A
   * period that is closed closes the years before it, too.
   */
  Mono<Integer> nextYearWithARest() {
    return database
        .sql(
            """
            select split_part(name, '/', 2)::integer as year from account
             where kind in ('BUDGET', 'ALLOCATION') and balance > 0
               and split_part(name, '/', 2) <= last_closed_year()::text
             order by split_part(name, '/', 2) limit 1
            """)
        .map(row -> row.get("year", Integer.class))
        .one();
  }

  /** Writes down what every account held at the end of the period. It may take its time. */
  Mono<Void> freeze(Period period) {
    return database
        .sql("set local statement_timeout = '10min'")
        .then()
        .then(
            database
                .sql(
                    """
                    insert into closing_balance (period, account, balance, exact)
                    select :period, account, sum(share) / 10000,
                           array_agg(share::bigint order by place)
                      from (select account, place, sum(share) as share
                              from entry
                              join posting on posting.id = posting_id
                             cross join lateral unnest(exact) with ordinality as s (share, place)
                             where effective_on <= :until
                             group by account, place) counted
                     group by account
                    """)
                .bind("period", period.text())
                .bind("until", period.lastDay())
                .then())
        .then(seal(period));
  }

  private Mono<Void> seal(Period period) {
    return database
        .sql(
            """
            update ledger_closing
               set status = 'CLOSED', accounts = counted.accounts, hash = counted.hash
              from (select count(*) as accounts,
                           encode(sha256(convert_to(
                             coalesce((select hash from ledger_closing
                                        where status = 'CLOSED'
                                        order by until desc, length(period) limit 1), '')
                             || coalesce(string_agg(account || ' ' || balance || ' ' || exact::text,
                                                    chr(10) order by account), ''), 'UTF8')),
                             'hex') as hash
                      from closing_balance where period = :period) counted
             where period = :period
            """)
        .bind("period", period.text())
        .then();
  }

  private static Closing read(Readable row) {
    return new Closing(
        new Period(row.get("period", String.class)),
        row.get("until", LocalDate.class),
        Closing.Status.valueOf(row.get("status", String.class)),
        row.get("closed_by", String.class),
        row.get("closed_at", Instant.class),
        row.get("accounts", Long.class),
        row.get("hash", String.class));
  }
}
