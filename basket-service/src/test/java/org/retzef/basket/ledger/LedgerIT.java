package org.retzef.basket.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.basket.money.Money;
import org.retzef.platform.outbox.Commands;
import org.retzef.platform.testing.Patiently;
import org.retzef.platform.testing.RetzefIT;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What the database itself refuses, whoever asks. */
@RetzefIT
class LedgerIT {

  private static final Account SOURCE = Account.source("BASKETS", 1999);

  @Autowired private Ledger ledger;
  @Autowired private Books books;
  @Autowired private Commands commands;
  @Autowired private DatabaseClient database;

  private final UUID basket = UUID.randomUUID();
  private final Account available = Account.available(basket);
  private final Account reserved = Account.reserved(basket);

  @BeforeEach
  void fillABasket() {
    run(ledger.open("BASKETS", SOURCE));
    run(ledger.openWithSharesOfToday("BASKETS.MAPA", available, reserved));
    run(ledger.post(move(1000, SOURCE, available)));
  }

  @Test
  void refusesABalanceBelowZero() {
    assertThatThrownBy(() -> run(ledger.post(move(1001, available, reserved))))
        .isInstanceOf(BalanceTooLow.class);
    assertThat(balance(available)).isEqualTo(1000);
    assertThat(balance(reserved)).isZero();
  }

  @Test
  void refusesAPostingThatDoesNotSumToZero() {
    assertThatThrownBy(
            () ->
                run(
                    execute(
                        """
                        with posting as (
                          insert into posting (id, kind, reference, effective_on, basis_points)
                          values (uuidv7(), 'RESERVATION', uuidv7(), now(), '{10000}') returning id)
                        insert into entry (posting_id, account, amount, exact, booked_on)
                        select id, '%s', 1, '{10000}', now() from posting
                        """
                            .formatted(reserved.name()))))
        .hasStackTraceContaining("does not sum to zero");
    assertThat(balance(reserved)).isZero();
  }

  @Test
  void refusesToChangeABalanceWithoutAnEntry() {
    assertRefused(
        "update account set balance = balance + 1 where name = '%s'".formatted(available.name()));
    assertRefused(
        """
        insert into account (name, kind, fund, balance, exact)
        values ('spent/x', 'SPENT', 'BASKETS', 5, '{50000}')
        """);
    assertRefused("delete from account where name = '%s'".formatted(reserved.name()));
  }

  @Test
  void refusesToChangeWhatWasPosted() {
    assertRefused("update entry set amount = 0");
    assertRefused("delete from entry");
    assertRefused("update posting set reference = uuidv7()");
    assertRefused("truncate posting, entry");
  }

  /** As if somebody had got past the triggers; what every other test relies on is seen to fail. */
  @Test
  void theProofTellsABalanceAnEntryAndASplitThatSomebodyChanged() {
    String available = this.available.name();
    LedgerProof whole = books.proof().block();
    pastTheTriggers(
        "update account set balance = balance + 7, exact[1] = exact[1] + 70000 where name = '%s'",
        available);
    LedgerProof balance = books.proof().block();
    assertThat(balance.difference()).isEqualTo(new Money(7));
    assertThat(balance.sources().getFirst().difference()).isEqualTo(new Money(7));
    pastTheTriggers(
        "update account set balance = balance - 7, exact[1] = exact[1] - 70000 where name = '%s'",
        available);
    pastTheTriggers(
        "update entry set amount = amount + 7, parts[1] = parts[1] + 7, exact[1] = exact[1] + 70000"
            + " where account = '%s'",
        available);
    assertThat(books.proof().block().difference())
        .as("on the account, and between the accounts")
        .isEqualTo(new Money(14));
    pastTheTriggers(
        "update entry set amount = amount - 7, parts[1] = parts[1] - 7, exact[1] = exact[1] - 70000"
            + " where account = '%s'",
        available);
    pastTheTriggers(
        "update entry set parts = array[parts[1] + 1, coalesce(parts[2], 0) - 1]"
            + " where account = '%s'",
        available);
    LedgerProof split = books.proof().block();
    assertThat(split.difference()).isEqualTo(Money.ZERO);
    assertThat(split.sources().subList(0, 2))
        .extracting(LedgerProof.OfSource::offByAnAgora)
        .containsExactly(1L, 1L);
    pastTheTriggers(
        "update entry set parts = array[parts[1] - 1, parts[2] + 1] where account = '%s'",
        available);
    assertThat(books.proof().block().sources()).isEqualTo(whole.sources());
  }

  private void pastTheTriggers(String sql, String account) {
    run(
        triggers("disable")
            .then(Mono.defer(() -> execute(sql.formatted(account))))
            .then(Mono.defer(() -> triggers("enable"))));
  }

  private Mono<Void> triggers(String can) {
    return execute("alter table account " + can + " trigger balance_moves_by_entry")
        .then(Mono.defer(() -> execute("alter table entry " + can + " trigger entry_stays")));
  }

  /** 1,000 here; FundingSplitIT does 10,000. */
  @Test
  void provesToZeroAfterManyRandomPostings() {
    var random = new Random(59045000);
    Account[] accounts = {available, reserved, Account.spent(basket), SOURCE};
    run(ledger.open("BASKETS", accounts));
    Flux.fromStream(IntStream.range(0, 1_000).boxed())
        .flatMap(
            i -> {
              Account from = accounts[random.nextInt(4)];
              Account to = accounts[random.nextInt(4)];
              Posting posting = move(1 + random.nextInt(500), from, to);
              return commands
                  .run(() -> ledger.post(posting).thenReturn(true))
                  .retryWhen(Patiently.WHILE_LATE)
                  .onErrorResume(BalanceTooLow.class, refused -> Mono.just(false));
            },
            8)
        .blockLast();
    LedgerProof proof = books.proof().block();
    assertThat(proof.difference()).isEqualTo(Money.ZERO);
    assertThat(proof.postings()).isGreaterThan(300);
    assertThat(balance(available) + balance(reserved) + balance(Account.spent(basket)))
        .isPositive();
  }

  private Posting move(long agorot, Account from, Account to) {
    return Posting.of(Posting.Kind.RESERVATION, basket).move(new Money(agorot), from, to);
  }

  private long balance(Account account) {
    return database
        .sql("select balance from account where name = :name")
        .bind("name", account.name())
        .map(row -> row.get("balance", Long.class))
        .one()
        .block();
  }

  private void assertRefused(String sql) {
    assertThatThrownBy(() -> run(execute(sql))).hasStackTraceContaining("is refused");
  }

  private Mono<Void> execute(String sql) {
    return database.sql(sql).then();
  }

  private void run(Mono<Void> work) {
    commands.run(() -> work).block();
  }
}
