package org.retzef.basket.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.retzef.basket.Desk;
import org.retzef.basket.money.Money;
import org.retzef.platform.outbox.Commands;
import org.retzef.platform.testing.RetzefIT;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** An account's statement: where it begins, each line's balance, and where it ends. */
@RetzefIT
class StatementIT {

  private static final ZoneId ISRAEL = ZoneId.of("Asia/Jerusalem");
  private static final LocalDate FIRST = LocalDate.of(2020, 1, 1);
  private static final Account SOURCE = Account.source("BASKETS", 2096);
  private static final Account LINE = Account.budget(2096, "TOLD");

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;
  @Autowired private Commands commands;

  @Test
  void beginsWhereTheDayBeforeEndedAndRunsToWhereItsLastDayEnds() {
    run(ledgerOn(FIRST).open("BASKETS", SOURCE, LINE));
    post(FIRST, 100);
    post(FIRST, 30);
    post(FIRST.plusDays(3), -50);
    post(FIRST.plusDays(3), 5);
    post(FIRST.plusDays(9), 1);
    assertThat(told("")).isEqualTo("0.00 [1.00, 1.30, 0.80, 0.85, 0.86] 0.86");
    assertThat(told("?to=2020-01-01")).isEqualTo("0.00 [1.00, 1.30] 1.30");
    assertThat(told("?from=2020-01-02&to=2020-01-03")).isEqualTo("1.30 [] 1.30");
    assertThat(told("?from=2020-01-04&to=2020-01-04")).isEqualTo("1.30 [0.80, 0.85] 0.85");
    assertThat(told("?from=2020-01-05")).isEqualTo("0.85 [0.86] 0.86");
    assertThat(told("?from=2020-01-11")).isEqualTo("0.86 [] 0.86");
  }

  @Test
  void goesOnFromPageToPageWithoutALineTwiceOrLost() {
    Account line = Account.budget(2096, "PAGED");
    run(ledgerOn(FIRST).open("BASKETS", SOURCE, line));
    for (int i = 0; i < 7; i++) {
      LocalDate day = FIRST.plusDays(i / 3);
      run(
          ledgerOn(day)
              .post(
                  Posting.of(Posting.Kind.TRANSFER, UUID.randomUUID())
                      .move(new Money(1), SOURCE, line)));
    }
    List<String> balances = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = statement(line, "?limit=2" + cursor);
      page.get("items").forEach(item -> balances.add(item.get("balance").asString()));
      cursor = page.get("next").isNull() ? "" : "&cursor=" + page.get("next").asString();
    } while (!cursor.isEmpty());
    assertThat(balances).containsExactly("0.01", "0.02", "0.03", "0.04", "0.05", "0.06", "0.07");
  }

  /** What it begins with, the balance after each line, what it ends with. */
  private String told(String days) {
    JsonNode statement = statement(LINE, days);
    return statement.get("opening").asString()
        + " "
        + statement.get("items").findValuesAsString("balance")
        + " "
        + statement.get("closing").asString();
  }

  private JsonNode statement(Account account, String question) {
    Desk manager = Desk.basketManager(http);
    String id =
        manager
            .read("/ledger/accounts?prefix=" + account.name())
            .get("items")
            .get(0)
            .get("id")
            .asString();
    return manager.read("/ledger/accounts/" + id + "/statement" + question);
  }

  private void post(LocalDate day, long agorot) {
    Posting posting = Posting.of(Posting.Kind.TRANSFER, UUID.randomUUID());
    run(
        ledgerOn(day)
            .post(
                agorot > 0
                    ? posting.move(new Money(agorot), SOURCE, LINE)
                    : posting.move(new Money(-agorot), LINE, SOURCE)));
  }

  /** As it was on that day. */
  private Ledger ledgerOn(LocalDate day) {
    return new Ledger(database, Clock.fixed(day.atTime(12, 0).atZone(ISRAEL).toInstant(), ISRAEL));
  }

  private void run(Mono<Void> work) {
    commands.run(() -> work).block();
  }
}
