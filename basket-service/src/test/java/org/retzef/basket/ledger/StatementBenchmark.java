package org.retzef.basket.ledger;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.retzef.basket.Desk;
import org.retzef.platform.outbox.Commands;
import org.retzef.platform.testing.RetzefIT;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;

/**
 * How long a page of a statement takes, and the proof, with as many postings as {@code -Dpostings=}
 * says (10 million unless it says). Not in the suite: {@code mvn -pl basket-service verify
 * -Dit.test=StatementBenchmark} prints it.
 *
 * <p>The entries are written past their triggers, as the triggers would have written them: an agora
 * each, all of one source, over four years; a quarter of them into one account, the rest over four
 * hundred.
 */
@RetzefIT
class StatementBenchmark {

  private static final int POSTINGS = Integer.getInteger("postings", 10_000_000);
  private static final int PORTION = 1_000_000;
  private static final int PAGES = 2_000;
  private static final LocalDate FIRST_DAY = LocalDate.of(2020, 1, 1);
  private static final int DAYS = 4 * 365;

  @Autowired private WebTestClient http;
  @Autowired private Commands commands;
  @Autowired private DatabaseClient database;

  private final Random random = new Random(1);

  @Test
  void measures() {
    long started = System.nanoTime();
    fill();
    print("%,d postings in %.0f s", POSTINGS, (System.nanoTime() - started) / 1e9);
    Desk manager =
        Desk.basketManager(http.mutate().responseTimeout(Duration.ofMinutes(10)).build());
    List<String> busy = ids(manager, "budget/1990/BUSY");
    List<String> others = ids(manager, "budget/1990/");
    time("a page of an account of a quarter of them", () -> page(manager, busy.getFirst()));
    time("from a day on, of the same account", () -> fromADay(manager, busy.getFirst()));
    time("from a day on, of any account", () -> fromADay(manager, any(others)));
    long proving = System.nanoTime();
    String proof =
        manager.get("/ledger/proof").expectBody(String.class).returnResult().getResponseBody();
    print("proof in %.1f s: %s", (System.nanoTime() - proving) / 1e9, proof);
  }

  private static List<String> ids(Desk manager, String prefix) {
    List<String> ids = new ArrayList<>();
    for (JsonNode account :
        manager.read("/ledger/accounts?limit=200&prefix=" + prefix).get("items")) {
      ids.add(account.get("id").asString());
    }
    return ids;
  }

  private String any(List<String> ids) {
    return ids.get(random.nextInt(ids.size()));
  }

  /** Far into it, as somebody comes there who follows the links. */
  private Object page(Desk manager, String account) {
    int number = random.nextInt(POSTINGS / 4 - 60);
    String key = dayOf(4L * number) + "/" + number;
    String cursor =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(key.getBytes(StandardCharsets.UTF_8));
    return manager.read(
        "/ledger/accounts/%s/statement?from=%s&cursor=%s".formatted(account, FIRST_DAY, cursor));
  }

  private Object fromADay(Desk manager, String account) {
    LocalDate day = FIRST_DAY.plusDays(random.nextInt(DAYS));
    return manager.read("/ledger/accounts/%s/statement?from=%s".formatted(account, day));
  }

  private static LocalDate dayOf(long posting) {
    return FIRST_DAY.plusDays(posting * DAYS / POSTINGS);
  }

  private static void time(String what, Supplier<Object> call) {
    for (int i = 0; i < PAGES / 4; i++) {
      call.get();
    }
    double[] millis = new double[PAGES];
    for (int i = 0; i < PAGES; i++) {
      long start = System.nanoTime();
      call.get();
      millis[i] = (System.nanoTime() - start) / 1e6;
    }
    Arrays.sort(millis);
    print(
        "%s: p50 %.1f ms, p99 %.1f ms, worst %.1f ms",
        what, millis[PAGES / 2], millis[PAGES * 99 / 100], millis[PAGES - 1]);
  }

  private void fill() {
    run(
        """
        alter table posting disable trigger user;
        alter table entry disable trigger user, drop constraint entry_posting_id_fkey,
          drop constraint entry_account_fkey, drop constraint entry_pkey;
        alter table account disable trigger user;
        drop index entry_of_account;
        insert into account (name, kind, fund)
        select 'source/BASKETS/1990/' || n, 'SOURCE', 'BASKETS' from generate_series(0, 199) n
        union all select 'budget/1990/BUSY', 'BUDGET', 'BASKETS'
        union all select 'budget/1990/' || n, 'BUDGET', 'BASKETS' from generate_series(0, 199) n
        """);
    for (int done = 0; done < POSTINGS; done += PORTION) {
      post(done, Math.min(done + PORTION, POSTINGS) - 1);
    }
    run(
        """
        alter table entry add primary key (posting_id, account);
        create unique index entry_of_account on entry (account, booked_on, number);
        alter table entry add foreign key (posting_id) references posting,
          add foreign key (account) references account;
        update account
           set balance = held.balance, exact = array[held.balance * 10000], entries = held.entries,
               last_booked_on = held.last
          from (select account, sum(amount) as balance, count(*) as entries, max(booked_on) as last
                  from entry group by account) held
         where held.account = name and name like '%/1990/%';
        alter table posting enable trigger user;
        alter table entry enable trigger user;
        alter table account enable trigger user
        """);
    run("analyze entry; analyze posting; analyze account");
  }

  /** Each account's entries count from 1, and hold an agora each: so its balance is its number. */
  private void post(long first, long last) {
    run(
        """
        insert into posting (id, kind, reference, effective_on, basis_points)
        select id, 'TRANSFER', id, day, '{10000}'
          from (select ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid as id,
                       date '%1$s' + (n * %2$d / %3$d)::integer as day
                  from generate_series(%4$d::bigint, %5$d::bigint) n) line;
        insert into entry (posting_id, account, amount, exact, parts, balance, number, booked_on)
        select ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, account, sign,
               array[sign * 10000], array[sign], sign * number, number,
               date '%1$s' + (n * %2$d / %3$d)::integer
          from generate_series(%4$d::bigint, %5$d::bigint) n
         cross join lateral (values
           ('source/BASKETS/1990/' || n %% 200, -1::bigint, n / 200 + 1),
           (case when n %% 4 = 0 then 'budget/1990/BUSY' else 'budget/1990/' || n %% 200 end,
            1::bigint, case when n %% 4 = 0 then n / 4 + 1 else n / 200 + 1 end)
           ) as side (account, sign, number)
        """
            .formatted(FIRST_DAY, DAYS, POSTINGS, first, last));
  }

  /** One statement after the other, in one command. */
  private void run(String statements) {
    commands
        .run(
            () ->
                database
                    .sql("set local statement_timeout = '30min'")
                    .then()
                    .thenMany(Flux.fromArray(statements.split(";")))
                    .concatMap(statement -> database.sql(statement).then())
                    .then())
        .block();
  }

  private static void print(String format, Object... arguments) {
    System.out.printf("STATEMENT " + format + "%n", arguments);
  }
}
