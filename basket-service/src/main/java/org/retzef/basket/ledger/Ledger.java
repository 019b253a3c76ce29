package org.retzef.basket.ledger;

import io.r2dbc.spi.R2dbcException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.retzef.basket.money.Money;
import org.retzef.platform.outbox.StatementPart;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Writes into the ledger. Runs inside the caller's command. */
@Repository
public class Ledger {

  private static final String POST =
      """
      posting as (
        insert into posting (id, kind, reference, effective_on, basis_points)
        values (:posting, :kind, :reference, :postedFor,
                (select coalesce(basis_points, shares_on(fund, :sharesOf))
                   from account where name = :payer))
        returning id, basis_points
      )
      insert into entry (posting_id, account, amount, exact, booked_on)
      select id, account, sum(amount), shares_of(sum(amount)::bigint, basis_points), :today
        from posting
       cross join unnest(:accounts::text[], :entries::bigint[]) as line (account, amount)
       group by id, basis_points, account
       order by account
      """;

  private static final LocalDate FIRST_DAY = LocalDate.of(2000, 1, 1);

  private final DatabaseClient database;
  private final Clock clock;

  Ledger(DatabaseClient database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * Opens accounts of a fund; one that is open stays as it is. What is posted to them is borne by
   * the sources that bear the fund on the posting's day.
   *
   * @param fund {@code ENVELOPE}, {@code BASKETS}, or a track's line of it, {@code BASKETS.MAPA}
   */
  public Mono<Void> open(String fund, Account... accounts) {
    return open(accounts, fund, "null::integer[]");
  }

  /** As above, but whatever is posted to them is borne as the fund is today. */
  public Mono<Void> openWithSharesOfToday(String fund, Account... accounts) {
    return open(accounts, fund, "shares_on(:fund, :today)");
  }

  private Mono<Void> open(Account[] accounts, String fund, String shares) {
    return database
        .sql(
            """
            insert into account (name, kind, fund, basis_points)
            select name, kind, :fund, %s
              from unnest(:names::text[], :kinds::text[]) as line (name, kind)
             where :today::date is not null
             order by name
            on conflict (name) do nothing
            """
                .formatted(shares))
        .bind("names", Stream.of(accounts).map(Account::name).toArray(String[]::new))
        .bind("kinds", Stream.of(accounts).map(a -> a.kind().name()).toArray(String[]::new))
        .bind("fund", fund)
        .bind("today", today())
        .then();
  }

  /**
   * Posts in one statement; the entries themselves move the balances (see the migration). The
   * shares of the sources are those of the first account that money leaves, unless it says another.
   * Accounts are touched in the order of their names, so that two postings never wait for each
   * other in a ring. Fails with {@link BalanceTooLow} or {@link PeriodClosed}. A posting without
   * entries is none.
   */
  public Mono<Void> post(Posting posting) {
    return posting.entries().isEmpty() ? Mono.empty() : post(posting, StatementPart.NOTHING);
  }

  /**
   * As {@link #post(Posting)} of entries, with rows that are written in the same statement
   * (decision 0038); the posting's id is its parameter {@code :posting}. Where there is no account
   * to post from the statement fails as a whole: a posting cannot be without shares.
   */
  public Mono<Void> post(Posting posting, StatementPart more) {
    var entries = posting.entries();
    requireDay(posting.effectiveOn());
    LocalDate postedFor = Objects.requireNonNullElseGet(posting.effectiveOn(), this::today);
    var values =
        Map.of(
            "posting", posting.id(),
            "kind", posting.kind().name(),
            "reference", posting.reference(),
            "postedFor", postedFor,
            "sharesOf", Objects.requireNonNullElse(posting.sharesOf(), postedFor),
            "payer", payer(posting).name(),
            "accounts", entries.stream().map(e -> e.account().name()).toArray(String[]::new),
            "entries", entries.stream().map(e -> e.amount().agorot()).toArray(Long[]::new),
            "today", today());
    return more.and(new StatementPart(POST, values))
        .whole(database)
        .then()
        .onErrorMap(Ledger::refusal);
  }

  private void requireDay(@Nullable LocalDate day) {
    if (day != null && day.isAfter(today())) {
      throw new InvalidInput(Fault.of("effectiveOn", "date-in-future"));
    }
    if (day != null && day.isBefore(FIRST_DAY)) {
      throw new InvalidInput(Fault.of("effectiveOn", "date-too-early"));
    }
  }

  private static Account payer(Posting posting) {
    return Objects.requireNonNullElseGet(
        posting.borneAs(), () -> posting.entries().getFirst().account());
  }

  /** Undoes a posting, with the shares that it had. */
  Mono<Void> reverse(UUID postingId, UUID reversalId, LocalDate effectiveOn) {
    requireDay(effectiveOn);
    return database
        .sql(
            """
            with posting as (
              insert into posting (id, kind, reference, effective_on, basis_points, reverses)
              select :reversalId, 'REVERSAL', reference, :effectiveOn, basis_points, id
                from posting where id = :id
              returning id
            )
            insert into entry (posting_id, account, amount, exact, booked_on)
            select posting.id, account, -amount, array(select -share from unnest(exact) share), :today
              from posting
              join entry on posting_id = :id
             order by account
            """)
        .bind("id", postingId)
        .bind("reversalId", reversalId)
        .bind("effectiveOn", effectiveOn)
        .bind("today", today())
        .then()
        .onErrorMap(Ledger::refusal);
  }

  /**
   * Undoes, once, what was posted for the same as this one, with the shares that it had: by entries
   * the other way round, but that money which has gone on meanwhile comes from where it is. Counts
   * for today. Fails with {@link BalanceTooLow}.
   *
   * @param kind of what is undone
   */
  public Mono<Void> reverse(Posting.Kind kind, Posting reversal) {
    var entries = reversal.entries();
    return database
        .sql(
            """
            with posting as (
              insert into posting (id, kind, reference, effective_on, basis_points, reverses)
              select :reversalId, 'REVERSAL', reference, :today, basis_points, id
                from posting where reference = :reference and kind = :kind
              returning id, basis_points
            )
            insert into entry (posting_id, account, amount, exact, booked_on)
            select id, account, sum(amount), shares_of(sum(amount)::bigint, basis_points), :today
              from posting
             cross join unnest(:accounts::text[], :entries::bigint[]) as line (account, amount)
             group by id, basis_points, account
             order by account
            """)
        .bind("reversalId", reversal.id())
        .bind("reference", reversal.reference())
        .bind("kind", kind.name())
        .bind("accounts", entries.stream().map(e -> e.account().name()).toArray(String[]::new))
        .bind("entries", entries.stream().map(e -> e.amount().agorot()).toArray(Long[]::new))
        .bind("today", today())
        .fetch()
        .rowsUpdated()
        .onErrorMap(Ledger::refusal)
        .filter(rows -> rows > 0)
        .switchIfEmpty(Mono.error(() -> new IllegalStateException("no " + kind + " to reverse")))
        .then();
  }

  /**
   * What each source bears of what a posting moved on an account: by so much its running total rose
   * there. To the agora, and together the amount; those that are not zero.
   */
  public Mono<List<SourceShare>> borne(Posting posting, Account account) {
    return database
        .sql(
            """
            select parts, (select array_agg(code order by position) from funding_source) as sources
              from entry where posting_id = :posting and account = :account
            """)
        .bind("posting", posting.id())
        .bind("account", account.name())
        .map(
            row ->
                SourceShare.of(row.get("sources", String[].class), row.get("parts", Long[].class)))
        .one()
        .defaultIfEmpty(List.of());
  }

  /** What an account holds, until the caller's command ends: nobody else moves it meanwhile. */
  public Mono<Money> heldIn(Account account) {
    return database
        .sql("select balance from account where name = :name for no key update")
        .bind("name", account.name())
        .map(row -> new Money(row.get("balance", Long.class)))
        .one()
        .defaultIfEmpty(Money.ZERO);
  }

  private LocalDate today() {
    return LocalDate.now(clock);
  }

  /** Any other check that does not hold is a failure of ours. */
  private static boolean isBelowZero(R2dbcException violation) {
    return String.valueOf(violation.getMessage()).contains("no_balance_below_zero");
  }

  /**
   * By PostgreSQL's states: a check did not hold, a number overflowed; ours for a closed period.
   */
  private static Throwable refusal(Throwable failure) {
    if (!(failure.getCause() instanceof R2dbcException database)) {
      return failure;
    }
    return switch (String.valueOf(database.getSqlState())) {
      case "23514" -> isBelowZero(database) ? new BalanceTooLow() : failure;
      case "22003" -> new AmountTooLarge();
      case "RZ001" -> new PeriodClosed();
      default -> failure;
    };
  }
}
