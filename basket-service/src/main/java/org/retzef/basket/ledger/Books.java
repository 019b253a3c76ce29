package org.retzef.basket.ledger;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.retzef.basket.money.Money;
import org.retzef.platform.outbox.Commands;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Reads the ledger. It is the whole country's, for roles that see all units. */
@Repository
class Books {

  private static final String SOURCES =
      "(select array_agg(code order by position) from funding_source) as sources";

  private final Commands commands;
  private final DatabaseClient database;

  Books(Commands commands, DatabaseClient database) {
    this.commands = commands;
    this.database = database;
  }

  /**
   * @param prefix of the accounts' names: {@code budget/2021/}
   */
  Mono<Page<AccountBalance>> accounts(String prefix, PageRequest page) {
    return database
        .sql(
            """
            select id, name, kind, balance, split(exact) as parts, %s from account
             where name > :after and starts_with(name, :prefix) and name >= :prefix
             order by name limit :limit
            """
                .formatted(SOURCES))
        .bind("after", page.after())
        .bind("prefix", prefix)
        .bind("limit", page.limitPlusOne())
        .map(
            row ->
                new AccountBalance(
                    row.get("id", UUID.class),
                    row.get("name", String.class),
                    Account.Kind.valueOf(row.get("kind", String.class)),
                    new Money(row.get("balance", Long.class)),
                    SourceShare.of(
                        row.get("sources", String[].class), row.get("parts", Long[].class))))
        .all()
        .collectList()
        .map(accounts -> Page.of(accounts, page, AccountBalance::account));
  }

  Mono<Page<PostingView>> postings(PageRequest page) {
    return database
        .sql(
            """
            select posting.id, kind, reference, posted_at, effective_on, reverses, account, amount,
                   parts, %s
              from posting
              join entry on posting_id = posting.id
             where posting.id in (select id from posting where id > :after order by id limit :limit)
             order by posting.id, account
            """
                .formatted(SOURCES))
        .bind("after", page.afterId())
        .bind("limit", page.limitPlusOne())
        .map(Books::readEntry)
        .all()
        .bufferUntilChanged(PostingView::id)
        .map(Books::together)
        .collectList()
        .map(postings -> Page.of(postings, page, posting -> posting.id().toString()));
  }

  Mono<PostingView> posting(UUID id) {
    return database
        .sql(
            """
            select posting.id, kind, reference, posted_at, effective_on, reverses, account, amount,
                   parts, %s
              from posting
              join entry on posting_id = posting.id
             where posting.id = :id
             order by account
            """
                .formatted(SOURCES))
        .bind("id", id)
        .map(Books::readEntry)
        .all()
        .collectList()
        .filter(entries -> !entries.isEmpty())
        .map(Books::together)
        .switchIfEmpty(Mono.error(PostingNotFound::new));
  }

  /** A posting of one entry, to be put together with those of its others. */
  private static PostingView readEntry(Readable row) {
    return new PostingView(
        row.get("id", UUID.class),
        Posting.Kind.valueOf(row.get("kind", String.class)),
        row.get("reference", UUID.class),
        row.get("posted_at", Instant.class),
        row.get("effective_on", LocalDate.class),
        row.get("reverses", UUID.class),
        List.of(
            new PostingView.Entry(
                row.get("account", String.class),
                new Money(row.get("amount", Long.class)),
                SourceShare.of(
                    row.get("sources", String[].class), row.get("parts", Long[].class)))));
  }

  private static PostingView together(List<PostingView> entries) {
    PostingView first = entries.getFirst();
    return new PostingView(
        first.id(),
        first.kind(),
        first.reference(),
        first.postedAt(),
        first.effectiveOn(),
        first.reverses(),
        entries.stream().flatMap(entry -> entry.entries().stream()).toList());
  }

  /** Ten million postings take some ten seconds; other statements may take four. */
  Mono<LedgerProof> proof() {
    return commands.run(
        () -> database.sql("set local statement_timeout = '120s'").then().then(counted()));
  }

  private Mono<LedgerProof> counted() {
    return database
        .sql("select array_agg(code order by position) as sources from funding_source")
        .map(row -> row.get("sources", String[].class))
        .one()
        .flatMap(this::proof);
  }

  /** One statement, and so one moment of the ledger. */
  private Mono<LedgerProof> proof(String[] sources) {
    return database
        .sql(
            """
            with counted as (
              select account, sum(amount)::bigint as amount, %s from entry group by account
            )
            select (coalesce(sum(abs(balance - coalesce(counted.amount, 0))), 0)
                     + abs(coalesce(sum(counted.amount), 0)))::bigint as difference,
                   (select count(*) from posting) as postings,
                   count(*) as accounts,
                   now() as as_of,
                   array[%s]::bigint[] as differences,
                   array[%s]::bigint[] as off
              from account
              left join counted on counted.account = name
            """
                .formatted(
                    forEach(sources, "sum(exact[%1$d]) as e%1$d, sum(parts[%1$d]) as p%1$d"),
                    forEach(
                        sources,
                        """
                        ceil((coalesce(sum(abs(coalesce(exact[%1$d], 0) - coalesce(e%1$d, 0))), 0)
                              + abs(coalesce(sum(e%1$d), 0))) / 10000.0)
                        """),
                    forEach(
                        sources,
                        """
                        count(*) filter (where abs(coalesce(p%1$d, 0) * 10000
                                                   - coalesce(exact[%1$d], 0)) >= 10000)
                        """)))
        .map(row -> readProof(sources, row))
        .one();
  }

  /** The expression for each source's position, commas between. */
  private static String forEach(String[] sources, String expression) {
    return IntStream.rangeClosed(1, sources.length)
        .mapToObj(expression::formatted)
        .collect(Collectors.joining(", "));
  }

  private static LedgerProof readProof(String[] sources, Readable row) {
    Long[] differences = row.get("differences", Long[].class);
    Long[] off = row.get("off", Long[].class);
    List<LedgerProof.OfSource> ofSources = new ArrayList<>();
    for (int i = 0; i < sources.length; i++) {
      ofSources.add(new LedgerProof.OfSource(sources[i], new Money(differences[i]), off[i]));
    }
    return new LedgerProof(
        new Money(row.get("difference", Long.class)),
        row.get("postings", Long.class),
        row.get("accounts", Long.class),
        row.get("as_of", Instant.class),
        ofSources);
  }
}
