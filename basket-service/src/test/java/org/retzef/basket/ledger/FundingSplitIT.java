package org.retzef.basket.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.retzef.basket.Desk;
import org.retzef.basket.money.Money;
import org.retzef.platform.outbox.Commands;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.Patiently;
import org.retzef.platform.testing.RetzefIT;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Whose money it is, to the agora. */
@RetzefIT
class FundingSplitIT {

  /** Thirds of unequal size, so that nearly every amount leaves a rest. */
  private static final String SHARES =
      """
      {"fund": "%s", "validFrom": "%s", "shares": [
        {"source": "MINISTRY", "percent": "%s"}, {"source": "JDC_ISRAEL", "percent": "%s"},
        {"source": "RASHI_FOUNDATION", "percent": "%s"}]}
      """;

  @Autowired private WebTestClient http;
  @Autowired private Ledger ledger;
  @Autowired private Books books;
  @Autowired private Commands commands;
  @Autowired private DatabaseClient database;

  /** M11: every seventh of 100,000 amounts here; {@code -Dretzef.amounts=1} takes them all. */
  @Test
  void splitsAnyAmountOverAnySourcesWithoutARestAndNeverAnAgoraOff() {
    int step = Integer.getInteger("retzef.amounts", 7);
    for (int from = 1; from < 100_000; from += 2_000 * step) {
      assertThat(wrongSplits(from, step)).isZero();
    }
  }

  private Long wrongSplits(int from, int step) {
    return database
        .sql(
            """
                with amount as (
                  select a, 1 + a % 12 as sources, (a * 7919) % 9000 as seed
                    from generate_series(:from, least(:from + 1999 * :step, 100000), :step) a
                ), cut as (
                  select a, array_agg(point order by point) as points
                    from (select a, 0 as point from amount union all
                          select a, 10000 from amount union all
                          select a, ((seed + n * 7717 + a * n) % 9999) + 1
                            from amount cross join lateral generate_series(1, sources - 1) n) p
                   group by a
                ), share as (
                  select a, array(select points[i + 1] - points[i]
                                    from generate_series(1, cardinality(points) - 1) i) as bp
                    from cut
                ), done as (
                  select a, bp, shares_of(a, bp) as exact, split(shares_of(a, bp)) as parts,
                         split(shares_of(-a, bp)) as owed
                    from share
                )
                select count(*) filter (
                         where total(parts) <> a or total(owed) <> -a
                            or parts <> split(exact::numeric[])
                            or owed <> split(shares_of(-a, bp)::numeric[])
                            or exists (select from unnest(exact, parts, owed) as x (e, p, o)
                                        where abs(p * 10000 - e) >= 10000 or p <> -o)) as wrong
                  from done
                """)
        .bind("from", from)
        .bind("step", step)
        .map(row -> row.get("wrong", Long.class))
        .one()
        .block();
  }

  @Test
  void isNeverOffByAnAgoraInTenThousandRandomPostingsOfManyAtOnce() {
    decide("BASKETS.SPLIT", "2020-01-01", "33.34", "41.17", "25.49");
    Account source = Account.source("BASKETS", 2098);
    Account[] accounts = accounts(source);
    var random = new Random(4990);
    Flux.range(0, 320)
        .concatMap(
            i -> commands.run(() -> some(25, random, accounts)).retryWhen(Patiently.WHILE_LATE))
        .blockLast();
    Flux.range(0, 2_000)
        .flatMap(
            i ->
                commands
                    .run(() -> ledger.post(any(random, accounts)).thenReturn(true))
                    .retryWhen(Patiently.WHILE_LATE)
                    .onErrorResume(BalanceTooLow.class, refused -> Mono.just(false)),
            8)
        .blockLast();
    assertThat(entriesOff()).isZero();
    LedgerProof proof = books.proof().block();
    assertThat(proof.difference()).isEqualTo(Money.ZERO);
    assertThat(proof.sources())
        .allSatisfy(
            of -> {
              assertThat(of.difference()).isEqualTo(Money.ZERO);
              assertThat(of.offByAnAgora()).isZero();
            });
  }

  /** Out of the source alone, so that none is refused and all can be of one command. */
  private Mono<Boolean> some(int count, Random random, Account[] accounts) {
    return Flux.range(0, count)
        .concatMap(i -> ledger.post(posting(random, accounts[0], accounts[1 + i % 5])))
        .then(Mono.just(true));
  }

  private static Posting any(Random random, Account[] accounts) {
    int from = random.nextInt(accounts.length);
    int to = (from + 1 + random.nextInt(accounts.length - 1)) % accounts.length;
    return posting(random, accounts[from], accounts[to]);
  }

  private static Posting posting(Random random, Account from, Account to) {
    return Posting.of(Posting.Kind.TRANSFER, UUID.randomUUID())
        .move(new Money(1 + random.nextInt(777)), from, to);
  }

  /** Of every running total of every account of the fund, after every single posting. */
  private long entriesOff() {
    return database
        .sql(
            """
            select count(*) as off
              from (select amount, parts, entry.balance,
                           sum(parts[1]) over run as p1, sum(parts[2]) over run as p2,
                           sum(parts[3]) over run as p3, sum(entry.exact[1]) over run as e1,
                           sum(entry.exact[2]) over run as e2, sum(entry.exact[3]) over run as e3
                      from entry
                      join account on account.name = entry.account
                     where fund = 'BASKETS.SPLIT'
                    window run as (partition by entry.account order by number)) running
             where total(parts) <> amount or p1 + p2 + p3 <> balance
                or abs(p1 * 10000 - e1) >= 10000 or abs(p2 * 10000 - e2) >= 10000
                or abs(p3 * 10000 - e3) >= 10000
            """)
        .map(row -> row.get("off", Long.class))
        .one()
        .block();
  }

  @Test
  void keepsTheSplitWhenTheSharesChange() {
    decide("BASKETS.DATED", "2020-01-01", "33.34", "41.17", "25.49");
    decide("BASKETS.DATED", "2021-07-01", "80", "10", "10");
    Account source = Account.source("BASKETS", 2097);
    Account line = Account.budget(2097, "DATED");
    run(ledger.open("BASKETS", source));
    run(ledger.open("BASKETS.DATED", line));
    for (String day : List.of("2021-06-30", "2021-07-01", "2021-06-30")) {
      run(
          ledger.post(
              Posting.of(Posting.Kind.BUDGET_CORRECTION, UUID.randomUUID())
                  .on(java.time.LocalDate.parse(day))
                  .borneAs(line)
                  .move(new Money(100), source, line)));
    }
    JsonNode account =
        Desk.basketManager(http).read("/ledger/accounts?prefix=budget/2097/").get("items").get(0);
    assertThat(account.get("shares").toString())
        .as("146.68 : 92.34 : 60.98 of 300 agorot")
        .isEqualTo(
            "[{\"source\":\"MINISTRY\",\"amount\":\"1.47\"},"
                + "{\"source\":\"JDC_ISRAEL\",\"amount\":\"0.92\"},"
                + "{\"source\":\"RASHI_FOUNDATION\",\"amount\":\"0.61\"}]");
    assertThat(
            Desk.basketManager(http)
                .read("/funding-sources/totals?fund=BASKETS.DATED&year=2097")
                .get("stages")
                .get(0)
                .get("total")
                .asString())
        .isEqualTo("3.00");
  }

  /** Each amount and each account is one that the service takes; all years together are more. */
  @Test
  void addsUpMoreThanAnAccountCanHold() {
    decide("BASKETS.HUGE", "2000-01-01", "33.34", "41.17", "25.49");
    for (int year = 2085; year < 2095; year++) {
      Desk.basketManager(http).post("/budgets", nearlyATrillion(year)).expectStatus().isCreated();
    }
    JsonNode huge = Desk.basketManager(http).read("/funding-sources/totals?fund=BASKETS.HUGE");
    assertThat(huge.get("stages").toString())
        .isEqualTo(
            "[{\"stage\":\"BUDGET\",\"total\":\"9999999999900.00\",\"sources\":["
                + "{\"source\":\"MINISTRY\",\"amount\":\"3333999999966.66\"},"
                + "{\"source\":\"JDC_ISRAEL\",\"amount\":\"4116999999958.83\"},"
                + "{\"source\":\"RASHI_FOUNDATION\",\"amount\":\"2548999999974.51\"}]}]");
    Desk.basketManager(http).get("/funding-sources/totals?fund=BASKETS").expectStatus().isOk();
    assertThat(Desk.basketManager(http).read("/ledger/proof").get("difference").asString())
        .isEqualTo("0.00");
  }

  @Test
  void refusesSharesThatAreNotTheWholeOrNameNobody() {
    Desk manager = Desk.basketManager(http);
    assertThat(
            Answers.faults(
                manager.post(
                    "/funding-sources/shares",
                    """
                    {"fund": "ENVELOPE", "validFrom": "2022-01-01", "shares": [
                      {"source": "MINISTRY", "percent": "75"},
                      {"source": "MINISTRY", "percent": "12.5"},
                      {"source": "NOBODY", "percent": "12.49"}]}
                    """)))
        .containsExactlyInAnyOrder(
            "shares[1].source source-twice",
            "shares[2].source source-unknown",
            "shares shares-not-whole");
    assertThat(
            Answers.faults(
                manager.post(
                    "/funding-sources/shares",
                    """
                    {"fund": "SOMETHING", "validFrom": "2022-01-01", "shares": [
                      {"source": "MINISTRY", "percent": "0.00"},
                      {"source": "JDC_ISRAEL", "percent": "1e2"}]}
                    """)))
        .containsExactlyInAnyOrder(
            "fund fund-invalid",
            "shares[0].percent percent-invalid",
            "shares[1].percent percent-invalid");
    decide("BASKETS.TWICE", "2022-01-01", "50", "25", "25");
    Answers.refused(
        manager.post(
            "/funding-sources/shares",
            SHARES.formatted("BASKETS.TWICE", "2022-01-01", "60", "20", "20")),
        409,
        "shares-exist");
    Desk.head(http).get("/funding-sources").expectStatus().isForbidden();
  }

  @Test
  void addsASourceThatSharesCanName() {
    Desk manager = Desk.basketManager(http);
    String city = "{\"code\": \"AUTHORITY\", \"nameHe\": \"הרשות המקומית\"}";
    manager.post("/funding-sources", city).expectStatus().isCreated();
    Answers.refused(manager.post("/funding-sources", city), 409, "source-exists");
    manager
        .post(
            "/funding-sources/shares",
            """
            {"fund": "BASKETS.MATCHED", "validFrom": "2022-01-01", "shares": [
              {"source": "MINISTRY", "percent": 75}, {"source": "AUTHORITY", "percent": "25"}]}
            """)
        .expectStatus()
        .isBadRequest();
    manager
        .post(
            "/funding-sources/shares",
            """
            {"fund": "BASKETS.MATCHED", "validFrom": "2022-01-01", "shares": [
              {"source": "MINISTRY", "percent": "75"}, {"source": "AUTHORITY", "percent": "25"}]}
            """)
        .expectStatus()
        .isCreated();
    assertThat(manager.read("/funding-sources/shares").toString())
        .contains("{\"source\":\"AUTHORITY\",\"percent\":\"25\"}");
  }

  @Test
  void refusesASourceMoreThanAnEntryCarriesSharesOf() {
    Desk manager = Desk.basketManager(http);
    database
        .sql(
            """
            insert into funding_source (position, code, name_he)
            select place, 'FILLING_' || place, 'x'
              from generate_series((select max(position) + 1 from funding_source), 39) place
            """)
        .then()
        .block();
    String source = "{\"code\": \"%s\", \"nameHe\": \"עוד אחד\"}";
    manager.post("/funding-sources", source.formatted("FILLING_LAST")).expectStatus().isCreated();
    Answers.refused(
        manager.post("/funding-sources", source.formatted("ONE_MORE")), 409, "sources-full");
    Answers.refused(
        manager.post("/funding-sources", source.formatted("MINISTRY")), 409, "source-exists");
    database.sql("delete from funding_source where code like 'FILLING\\_%'").then().block();
  }

  private static String nearlyATrillion(int year) {
    return """
        {"year": %d, "rows": [{"track": "HUGE", "families": 10, "basket": "99999999999.00",
         "total": "999999999990.00"}]}
        """
        .formatted(year);
  }

  private Account[] accounts(Account source) {
    Account[] accounts =
        IntStream.range(0, 6)
            .mapToObj(i -> i == 0 ? source : Account.budget(2098, "SPLIT" + i))
            .toArray(Account[]::new);
    run(ledger.open("BASKETS.SPLIT", accounts));
    return accounts;
  }

  private void decide(String fund, String day, String first, String second, String third) {
    Desk.basketManager(http)
        .post("/funding-sources/shares", SHARES.formatted(fund, day, first, second, third))
        .expectStatus()
        .isCreated();
  }

  private void run(Mono<Void> work) {
    commands.run(() -> work).block();
  }
}
