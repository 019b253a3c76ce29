package org.retzef.basket.closing;

import java.util.List;
import org.retzef.basket.budget.Budgets;
import org.retzef.basket.ledger.Account;
import org.retzef.basket.ledger.Ledger;
import org.retzef.basket.ledger.Posting;
import org.retzef.basket.money.Money;
import org.retzef.platform.paging.Ids;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What of a year's budget is in no basket when the year closes: it goes back to the sources that
 * gave it, or on to the same line of the next year. Which of the two is configuration; no source
 * names the rule. Runs inside the caller's command.
 */
@Service
class CarryOver {

  private static final String FUND = "BASKETS";

  private final Budgets budgets;
  private final Ledger ledger;
  private final DatabaseClient database;
  private final Rule rule;

  CarryOver(
      Budgets budgets,
      Ledger ledger,
      DatabaseClient database,
      @Value("${retzef.ledger.carry-over}") Rule rule) {
    this.budgets = budgets;
    this.ledger = ledger;
    this.database = database;
    this.rule = rule;
  }

  enum Rule {
    /** On to the same line of the next year; a line that it does not have goes back. */
    CARRY,
    /** Back to the sources. */
    RETURN
  }

  /**
   * Fails with {@link NextBudgetMissing} where what is left of a year that closes, with this one or
   * by it, is to go on and there is nowhere to go.
   */
  Mono<Void> requireItCan(int year) {
    return rule == Rule.RETURN
        ? Mono.empty()
        : isWithoutNext(year)
            .filter(without -> without)
            .flatMap(without -> Mono.error(new NextBudgetMissing()));
  }

  private Mono<Boolean> isWithoutNext(int year) {
    return database
        .sql(
            """
            select exists (select from budget
                            where year between coalesce(last_closed_year(), 0) + 1 and :year
                              and not exists (select from budget next
                                               where next.year = budget.year + 1)) as without
            """)
        .bind("year", year)
        .map(row -> row.get("without", Boolean.class))
        .one();
  }

  /** An account in which something was left. */
  private record Rest(Account account, String track, Money amount) {}

  Mono<Void> carry(int year) {
    return budgets
        .tracksOf(year + 1)
        .flatMapMany(next -> rests(year).concatMap(rest -> move(year, rest, next)))
        .then();
  }

  private Mono<Void> move(int year, Rest rest, List<String> nextTracks) {
    boolean on = rule == Rule.CARRY && nextTracks.contains(rest.track());
    Account source = Account.source(FUND, year);
    Account to = on ? Account.budget(year + 1, rest.track()) : source;
    return ledger
        .open(FUND, source)
        .then(
            ledger.post(
                Posting.of(Posting.Kind.CARRY_OVER, Ids.next())
                    .move(rest.amount(), rest.account(), to)));
  }

  private Flux<Rest> rests(int year) {
    return database
        .sql(
            """
            select name, split_part(name, '/', 3) as track, balance from account
             where kind in ('BUDGET', 'ALLOCATION') and split_part(name, '/', 2) = :year
               and balance > 0
             order by name
               for no key update
            """)
        .bind("year", Integer.toString(year))
        .map(
            row ->
                new Rest(
                    Account.named(row.get("name", String.class)),
                    row.get("track", String.class),
                    new Money(row.get("balance", Long.class))))
        .all()
        .collectList()
        .flatMapMany(Flux::fromIterable);
  }
}
