package org.retzef.basket.ledger;

import io.r2dbc.spi.R2dbcException;
import java.util.function.Function;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Writes into the ledger. Runs inside the caller's command. */
@Repository
public class Ledger {

  /** PostgreSQL's state when a check (here: a balance below zero) does not hold. */
  private static final String CHECK_VIOLATION = "23514";

  private final DatabaseClient database;

  Ledger(DatabaseClient database) {
    this.database = database;
  }

  /** Opens accounts that nothing was posted to yet; one that is open stays as it is. */
  public Mono<Void> open(Account... accounts) {
    return database
        .sql(
            """
            insert into account (name, kind)
            select * from unnest(:names::text[], :kinds::text[])
            on conflict (name) do nothing
            """)
        .bind("names", column(accounts, Account::name))
        .bind("kinds", column(accounts, account -> account.kind().name()))
        .then();
  }

  /**
   * Posts in one statement; the entries themselves move the balances (see the migration). Accounts
   * are touched in the order of their names, so that two postings never wait for each other in a
   * ring. Fails with {@link BalanceTooLow}.
   */
  public Mono<Void> post(Posting posting) {
    var entries = posting.entries();
    return database
        .sql(
            """
            with posting as (
              insert into posting (id, kind, reference) values (:id, :kind, :reference)
            )
            insert into entry (posting_id, account, amount)
            select :id, account, sum(amount)
              from unnest(:accounts::text[], :amounts::bigint[]) as line (account, amount)
             group by account
             order by account
            """)
        .bind("id", posting.id())
        .bind("kind", posting.kind().name())
        .bind("reference", posting.reference())
        .bind(
            "accounts",
            entries.stream().map(entry -> entry.account().name()).toArray(String[]::new))
        .bind(
            "amounts", entries.stream().map(entry -> entry.amount().agorot()).toArray(Long[]::new))
        .then()
        .onErrorMap(Ledger::isBelowZero, tooLow -> new BalanceTooLow());
  }

  private static String[] column(Account[] accounts, Function<Account, String> value) {
    return java.util.Arrays.stream(accounts).map(value).toArray(String[]::new);
  }

  private static boolean isBelowZero(Throwable failure) {
    return failure.getCause() instanceof R2dbcException database
        && CHECK_VIOLATION.equals(database.getSqlState());
  }
}
