package org.retzef.basket.ledger;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.retzef.basket.Desk;
import org.retzef.platform.outbox.Commands;
import org.retzef.platform.testing.RetzefIT;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Mono;

/**
 * How long a page of a statement takes, and the proof, with as many postings as {@code -Dpostings=}
 * says. Not in the suite: {@code mvn -pl basket-service verify -Dit.test=StatementBenchmark} prints
 * it.
 */
@RetzefIT
class StatementBenchmark {

  private static final int POSTINGS = Integer.getInteger("postings", 1_000_000);
  private static final int IN_A_COMMAND = 2_000;
  private static final int PAGES = 2_000;

  @Autowired private WebTestClient http;
  @Autowired private Commands commands;
  @Autowired private DatabaseClient database;

  @Test
  void measures() {
    open();
    long started = System.nanoTime();
    for (int done = 0; done < POSTINGS; done += IN_A_COMMAND) {
      post(done);
    }
    print("%,d postings in %.0f s", POSTINGS, (System.nanoTime() - started) / 1e9);
    Desk manager = Desk.basketManager(http.mutate().responseTimeout(Duration.ofMinutes(2)).build());
    String account =
        manager
            .read("/ledger/accounts?prefix=budget/1990/BUSY")
            .get("items")
            .get(0)
            .get("id")
            .asString();
    pages(manager, account, 500);
    double[] millis = pages(manager, account, PAGES);
    print(
        "a page of 50 of an account of %,d entries: p50 %.1f ms, p99 %.1f ms, worst %.1f ms",
        POSTINGS / 4, millis[PAGES / 2], millis[PAGES * 99 / 100], millis[PAGES - 1]);
    long proving = System.nanoTime();
    String proof =
        manager.get("/ledger/proof").expectBody(String.class).returnResult().getResponseBody();
    print("proof in %.1f s: %s", (System.nanoTime() - proving) / 1e9, proof);
  }

  private double[] pages(Desk manager, String account, int count) {
    var random = new Random(1);
    String day = LocalDate.now(ZoneId.of("Asia/Jerusalem")).toString();
    double[] millis = new double[count];
    for (int i = 0; i < count; i++) {
      String key = day + "/" + random.nextInt(Math.max(1, POSTINGS / 4 - 60));
      String cursor =
          Base64.getUrlEncoder()
              .withoutPadding()
              .encodeToString(key.getBytes(StandardCharsets.UTF_8));
      long start = System.nanoTime();
      manager.read("/ledger/accounts/" + account + "/statement?from=" + day + "&cursor=" + cursor);
      millis[i] = (System.nanoTime() - start) / 1e6;
    }
    Arrays.sort(millis);
    return millis;
  }

  private void open() {
    run(
        """
        insert into account (name, kind, fund)
        select 'source/BASKETS/1990/' || n, 'SOURCE', 'BASKETS' from generate_series(0, 199) n
        union all select 'budget/1990/BUSY', 'BUDGET', 'BASKETS'
        union all select 'budget/1990/' || n, 'BUDGET', 'BASKETS' from generate_series(0, 199) n
        """);
  }

  /** Every fourth into one account; the others spread over two hundred. */
  private void post(int first) {
    run(
        """
        with line as materialized (
          select uuidv7() as id, n from generate_series(%d, %d) n
        ), posting as (
          insert into posting (id, kind, reference, effective_on, basis_points)
          select id, 'TRANSFER', id, (now() at time zone 'Asia/Jerusalem')::date, '{7500,1250,1250}'
            from line
        )
        insert into entry (posting_id, account, amount, exact, booked_on)
        select id, account, amount, shares_of(amount, '{7500,1250,1250}'),
               (now() at time zone 'Asia/Jerusalem')::date
          from line
         cross join lateral (values
           ('source/BASKETS/1990/' || n %% 200, -(1 + n %% 997)::bigint),
           (case when n %% 4 = 0 then 'budget/1990/BUSY' else 'budget/1990/' || n %% 200 end,
            (1 + n %% 997)::bigint)) as side (account, amount)
         order by account, id
        """
            .formatted(first, first + IN_A_COMMAND - 1));
  }

  private void run(String sql) {
    commands
        .run(
            () ->
                database
                    .sql("set local statement_timeout = '60s'")
                    .then()
                    .then(Mono.defer(() -> database.sql(sql).then())))
        .block();
  }

  private static void print(String format, Object... arguments) {
    System.out.printf("STATEMENT " + format + "%n", arguments);
  }
}
