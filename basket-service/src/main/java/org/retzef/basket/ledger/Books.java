package org.retzef.basket.ledger;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.IntStream;
import org.retzef.basket.money.Money;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Reads the ledger. It is the whole country's, for roles that see all units. */
@Repository
class Books {

  private final DatabaseClient database;

  Books(DatabaseClient database) {
    this.database = database;
  }

  Mono<Page<AccountBalance>> accounts(PageRequest page) {
    return database
        .sql(
            """
            select name, kind, balance from account
             where name > :after order by name limit :limit
            """)
        .bind("after", page.after())
        .bind("limit", page.limitPlusOne())
        .map(
            row ->
                new AccountBalance(
                    row.get("name", String.class),
                    Account.Kind.valueOf(row.get("kind", String.class)),
                    new Money(row.get("balance", Long.class))))
        .all()
        .collectList()
        .map(accounts -> Page.of(accounts, page, AccountBalance::account));
  }

  Mono<Page<PostingView>> postings(PageRequest page) {
    return database
        .sql(
            """
            select id, kind, reference, posted_at,
                   array_agg(account order by account) as accounts,
                   array_agg(amount order by account) as amounts
              from posting
              join entry on posting_id = id
             where id in (select id from posting where id > :after order by id limit :limit)
             group by id
             order by id
            """)
        .bind("after", page.afterId())
        .bind("limit", page.limitPlusOne())
        .map(Books::readPosting)
        .all()
        .collectList()
        .map(postings -> Page.of(postings, page, posting -> posting.id().toString()));
  }

  private static PostingView readPosting(Readable row) {
    String[] accounts = row.get("accounts", String[].class);
    Long[] amounts = row.get("amounts", Long[].class);
    return new PostingView(
        row.get("id", UUID.class),
        Posting.Kind.valueOf(row.get("kind", String.class)),
        row.get("reference", UUID.class),
        row.get("posted_at", Instant.class),
        IntStream.range(0, accounts.length)
            .mapToObj(i -> new PostingView.Entry(accounts[i], new Money(amounts[i])))
            .toList());
  }

  /** One statement, and so one moment of the ledger. */
  Mono<LedgerProof> proof() {
    return database
        .sql(
            """
            with counted as (
              select account, sum(amount)::bigint as amount from entry group by account
            )
            select (coalesce(sum(abs(balance - coalesce(counted.amount, 0))), 0)
                     + abs(coalesce(sum(counted.amount), 0)))::bigint as difference,
                   (select count(*) from posting) as postings,
                   count(*) as accounts,
                   now() as as_of
              from account
              left join counted on counted.account = name
            """)
        .map(
            row ->
                new LedgerProof(
                    new Money(row.get("difference", Long.class)),
                    row.get("postings", Long.class),
                    row.get("accounts", Long.class),
                    row.get("as_of", Instant.class)))
        .one();
  }
}
