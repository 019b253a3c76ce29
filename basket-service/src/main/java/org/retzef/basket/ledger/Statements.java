package org.retzef.basket.ledger;

import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.retzef.basket.money.Money;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/**
 * Statements of accounts. Every entry keeps the balance that it led to, so a page costs the same
 * however many entries lie before it.
 */
@Repository
class Statements {

  private final DatabaseClient database;

  Statements(DatabaseClient database) {
    this.database = database;
  }

  /** Fails with {@code account-not-found}. */
  Mono<Head> head(UUID accountId, LocalDate from, LocalDate until) {
    return database
        .sql(
            """
            select name, kind,
                   coalesce((select balance from entry where account = name and booked_on < :from
                              order by booked_on desc, number desc limit 1), 0) as opening,
                   coalesce((select balance from entry where account = name and booked_on <= :until
                              order by booked_on desc, number desc limit 1), 0) as closing
              from account where id = :id
            """)
        .bind("id", accountId)
        .bind("from", from)
        .bind("until", until)
        .map(
            row ->
                new Head(
                    row.get("name", String.class),
                    Account.Kind.valueOf(row.get("kind", String.class)),
                    new Money(row.get("opening", Long.class)),
                    new Money(row.get("closing", Long.class))))
        .one()
        .switchIfEmpty(Mono.error(AccountNotFound::new));
  }

  /** What of a statement stands above its lines. */
  record Head(String account, Account.Kind kind, Money opening, Money closing) {}

  Mono<Page<Statement.Line>> lines(
      String account, LocalDate from, LocalDate until, PageRequest page) {
    return database
        .sql(
            """
            select number, posting_id, kind, reference, booked_on, effective_on, amount, balance,
                   parts, (select array_agg(code order by position) from funding_source) as sources
              from entry
              join posting on posting.id = posting_id
             where account = :account
               and (booked_on, number) > (:day::date, :number::bigint)
               and booked_on <= :until
             order by booked_on, number
             limit :limit
            """)
        .bind("account", account)
        .bind("day", page.after(from, Statements::dayOf))
        .bind("number", page.after(0L, Statements::numberOf))
        .bind("until", until)
        .bind("limit", page.limitPlusOne())
        .map(Statements::read)
        .all()
        .collectList()
        .map(lines -> Page.of(lines, page, line -> line.bookedOn() + "/" + line.number()));
  }

  private static LocalDate dayOf(String key) {
    try {
      return LocalDate.parse(key.split("/", 2)[0]);
    } catch (java.time.DateTimeException forged) {
      throw new IllegalArgumentException(forged);
    }
  }

  private static long numberOf(String key) {
    String[] parts = key.split("/", 2);
    return Long.parseLong(parts[parts.length - 1]);
  }

  private static Statement.Line read(Readable row) {
    return new Statement.Line(
        row.get("number", Long.class),
        row.get("posting_id", UUID.class),
        Posting.Kind.valueOf(row.get("kind", String.class)),
        row.get("reference", UUID.class),
        row.get("booked_on", LocalDate.class),
        row.get("effective_on", LocalDate.class),
        new Money(row.get("amount", Long.class)),
        new Money(row.get("balance", Long.class)),
        List.copyOf(
            SourceShare.of(row.get("sources", String[].class), row.get("parts", Long[].class))));
  }
}
