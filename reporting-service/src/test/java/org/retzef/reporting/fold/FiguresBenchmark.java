package org.retzef.reporting.fold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.retzef.platform.outbox.Commands;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.reporting.PlainReader;
import org.retzef.reporting.figure.WholeProof;
import org.retzef.reporting.indicator.DecidedAhead;
import org.retzef.reporting.indicator.Indicators;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.context.TestPropertySource;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Measures answers over HTTP beside the database's own {@code group by} over the same facts: {@code
 * ./retzef bench reports}. The facts are a new edition's, written as the fold writes them; the
 * service makes their steps and lets the edition answer. It asserts that the facts are the fold's,
 * that both totals are the same, and the proof. With {@code -Dretzef.catalogue=20} there are as
 * many facts of all other measures besides, and every indicator is asked so often by each
 * breakdown.
 */
@RetzefIT
@TestPropertySource(
    properties = {
      "retzef.reporting.proof-every=PT5H",
      "retzef.reporting.hidden-ahead=P4Y",
      "retzef.reporting.hidden-ahead-every=PT5H",
      "retzef.reporting.hidden-for=PT1M"
    })
class FiguresBenchmark {

  private static final Logger log = LoggerFactory.getLogger(FiguresBenchmark.class);
  private static final JsonMapper JSON = new JsonMapper();
  private static final int FACTS = Integer.getInteger("retzef.facts", 1_000_000);
  private static final int WARM_UP = Integer.getInteger("retzef.warm-up", 180);

  /** How often every question of the catalogue is asked besides; 0 for not at all. */
  private static final int CATALOGUE = Integer.getInteger("retzef.catalogue", 0);

  private static final int WORST = 5;
  private static final int READERS = 2;
  private static final int CALLS = 2_000;
  private static final int PORTION = 1_000_000;
  private static final int FOLDED = 900_003;
  private static final int DAYS = 7_300;
  private static final LocalDate FIRST = LocalDate.now(ZoneOffset.UTC).minusDays(DAYS);

  /** The last three years: of the year before them, too, it is decided ahead what hides. */
  private static final int ASKED = 1_095;

  private static final Map<String, String> QUESTIONS =
      new TreeMap<>(
          Map.of(
              "headline", "/api/v1/reports/headline?asOf=",
              "total", "/api/v1/indicators/money_lent?to=",
              "by month", "/api/v1/indicators/money_lent?by=month&to=",
              "by district", "/api/v1/indicators/money_lent?by=district&to=",
              "by authority", "/api/v1/indicators/money_lent?by=authority&to=",
              "by department", "/api/v1/indicators/money_lent?by=department&to="));

  @Autowired private Folding folding;
  @Autowired private Editions editions;
  @Autowired private DatabaseClient database;
  @Autowired private Commands commands;
  @Autowired private Indicators indicators;
  @Autowired private ApplicationContext service;

  private int told = FACTS;
  private final PlainReader reader;
  private final PlainReader analyst;
  private final Random random = new Random(7);

  FiguresBenchmark(@LocalServerPort int port) {
    reader = new PlainReader(port);
    analyst = new PlainReader(port, "data-analyst");
  }

  @Test
  void answersBesideTheDatabasesOwnGroupBy() {
    PlainReader.takeOffTheTestsHook();
    int live = Objects.requireNonNull(editions.state().block()).live();
    tell(live + 1);
    if (CATALOGUE > 0) {
      tellTheCatalogue(live + 1);
    }
    assertThatTheFoldWritesTheSame(live + 1);
    name(live + 1);
    answerWith(live + 1);
    long raw = Long.MAX_VALUE;
    for (int i = 0; i < 3; i++) {
      raw = Math.min(raw, nanos(() -> byAuthority(FIRST.plusDays(DAYS - 1))));
    }
    log.info("raw group by: {} ms at best", raw / 1_000_000);
    decideAhead();
    warmUp();
    for (var question : QUESTIONS.entrySet()) {
      measure(reader, question.getKey(), question.getValue(), raw);
    }
    String byAuthority = QUESTIONS.get("by authority");
    measure(analyst, "by authority, of whom few are hidden", byAuthority, raw);
    measureTheCatalogue();
    assertThatTotalsAreTheSame(FIRST.plusDays(DAYS - 1));
    assertThatTotalsAreTheSame(FIRST.plusDays(2_693));
    prove();
  }

  /** Loans of 452 authorities over twenty years. */
  private void tell(int edition) {
    long took =
        nanos(
            () -> {
              for (int from = 0; from < FACTS; from += PORTION) {
                patiently(
                    """
                    insert into fact (edition, measure, source, part, counted, family, unit, traits,
                                      amount, first_day, last_day)
                    select %d, 'money_lent', loan, '', loan, null,
                           'IL.BENCH' || n %% 4 || '.A' || n %% 113 || '.D1',
                           array['kind=K' || n %% 113 %% 13], n %% 1000,
                           date '%s' + (n %% %d)::integer, null
                      from generate_series(%d::bigint, %d) as n
                     cross join lateral cast(lpad(to_hex(n), 32, '0')::uuid as text) as loan
                    """
                        .formatted(
                            edition, FIRST, DAYS, from, Math.min(from + PORTION, FACTS) - 1));
                log.info("facts: {}", Math.min(from + PORTION, FACTS));
              }
            });
    log.info("facts: {} written in {} ms", FACTS, took / 1_000_000);
  }

  /** As many facts again, of all other measures together. */
  private void tellTheCatalogue(int edition) {
    List<String> statements = catalogue().facts(edition, 1, FIRST, DAYS, "money_lent");
    int each = Math.max(1, FACTS / statements.size());
    catalogue().facts(edition, each, FIRST, DAYS, "money_lent").forEach(this::patiently);
    told += each * statements.size();
    log.info("facts: {} of each of {} other measures", each, statements.size());
  }

  private CatalogueQuestions catalogue() {
    return new CatalogueQuestions(indicators.all());
  }

  private void name(int edition) {
    patiently(
        """
        insert into unit_name (edition, unit, kind, name_he, name_en)
        select distinct %1$d, name, 'UNIT', 'יחידה ' || name, 'Unit ' || name
          from (select distinct unit from fact where edition = %1$d) as units
         cross join lateral (values (unit), (regexp_replace(unit, '[.]D1.*', ''))) as named (name)
        """
            .formatted(edition));
  }

  private void assertThatTheFoldWritesTheSame(int edition) {
    List<Change> changes = IntStream.range(0, 1_000).mapToObj(FiguresBenchmark::loan).toList();
    commands.run(() -> folding.fold(FOLDED, changes).thenReturn(true)).block();
    assertThat(
            number(
                """
                select count(*)
                  from (select from fact
                         where source = any (array(
                                 select lpad(to_hex(n), 32, '0')::uuid::text
                                   from generate_series(0, 999) as n))
                           and edition in (%d, %d) and family is null and last_day is null
                         group by measure, source, part, counted, unit, traits, amount, first_day
                        having count(*) = 2) as same
                """
                    .formatted(FOLDED, edition)))
        .isEqualTo(1_000);
  }

  private static Change loan(int n) {
    String id = new UUID(0, n).toString();
    Fact fact =
        Fact.of("money_lent", id, "IL.BENCH" + n % 4 + ".A" + n % 113 + ".D1")
            .with("kind", "K" + n % 113 % 13)
            .weighing(n % 1000);
    return Change.begin(fact, FIRST.plusDays(n % DAYS));
  }

  /** As after a replay: the service makes the steps of the new edition, and lets it answer. */
  private void answerWith(int edition) {
    long took =
        nanos(
            () -> {
              patiently("update report_edition set next = %d".formatted(edition));
              await()
                  .atMost(Duration.ofMinutes(60))
                  .until(() -> Objects.requireNonNull(editions.state().block()).live() == edition);
            });
    log.info("facts: their steps made after {} ms", took / 1_000_000);
    patiently("analyze fact");
    patiently("analyze figure_cell");
    patiently("analyze figure_month");
    patiently("analyze figure_year");
  }

  private void decideAhead() {
    long took = nanos(() -> DecidedAhead.by(service));
    log.info("facts: what hides is decided ahead after {} ms", took / 1_000_000);
    patiently("analyze hidden_figure");
  }

  /** Each question and each day anew, until the compiler has seen it all often. */
  private void warmUp() {
    long until = System.nanoTime() + Duration.ofSeconds(WARM_UP).toNanos();
    long calls = IntStream.range(0, READERS).parallel().mapToLong(_ -> askInTurn(until)).sum();
    log.info("facts: {} calls in {} s of warm-up", calls, WARM_UP);
  }

  private long askInTurn(long until) {
    long calls = 0;
    while (System.nanoTime() < until) {
      for (String uri : QUESTIONS.values()) {
        reader.get(uri + day());
        calls++;
      }
      analyst.get(QUESTIONS.get("by authority") + day());
      calls++;
      if (CATALOGUE > 0) {
        for (String uri : catalogue().addresses().values()) {
          reader.get(uri + day());
          analyst.get(uri + day());
          calls += 2;
        }
      }
    }
    return calls;
  }

  private record Took(String question, long p50, long p99) {}

  /** As whoever sees everything, and as one from whom few are hidden; tells the worst. */
  private void measureTheCatalogue() {
    if (CATALOGUE == 0) {
      return;
    }
    List<Took> all = new ArrayList<>();
    catalogue()
        .addresses()
        .forEach(
            (question, uri) -> {
              all.add(took(reader, question, uri));
              all.add(took(analyst, question + ", few hidden", uri));
            });
    all.sort(Comparator.comparingLong(Took::p99).reversed());
    log.info(
        "catalogue: {} questions, {} calls each; {} take more than 10 ms at p99",
        all.size(),
        CATALOGUE,
        all.stream().filter(one -> one.p99() > 10_000_000).count());
    all.stream()
        .limit(WORST)
        .forEach(
            one ->
                log.info(
                    "catalogue: {}: p50 {} ms, p99 {} ms",
                    one.question(),
                    one.p50() / 10_000 / 100.0,
                    one.p99() / 10_000 / 100.0));
  }

  private Took took(PlainReader asking, String question, String uri) {
    List<Long> nanos = new ArrayList<>();
    for (int i = 0; i < CATALOGUE; i++) {
      LocalDate day = day();
      nanos.add(nanos(() -> asking.get(uri + day)));
    }
    Collections.sort(nanos);
    return new Took(question, nanos.get(CATALOGUE / 2), nanos.get(CATALOGUE * 99 / 100));
  }

  private void measure(PlainReader reader, String what, String uri, long raw) {
    List<Long> nanos = new ArrayList<>();
    long cpu = cpu();
    for (int i = 0; i < CALLS; i++) {
      LocalDate day = day();
      nanos.add(nanos(() -> reader.get(uri + day)));
    }
    cpu = cpu() - cpu;
    Collections.sort(nanos);
    long p50 = nanos.get(CALLS / 2);
    log.info(
        "{}: p50 {} ms, p99 {} ms, {} times faster than the raw group by; {} µs of this JVM's two ends",
        what,
        p50 / 10_000 / 100.0,
        nanos.get(CALLS * 99 / 100) / 10_000 / 100.0,
        raw / p50,
        cpu / CALLS / 1_000);
  }

  private LocalDate day() {
    return FIRST.plusDays(random.nextInt(DAYS - ASKED, DAYS));
  }

  private static long cpu() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private void assertThatTotalsAreTheSame(LocalDate day) {
    Map<String, Long> answered = new TreeMap<>();
    JsonNode answer =
        JSON.readTree(reader.get("/api/v1/indicators/money_lent?by=authority&to=" + day));
    answer.get("items").forEach(item -> answered.put(item.get("key").asString(), agorot(item)));
    Map<String, Long> raw = byAuthority(day);
    assertThat(answered).hasSize(452).isEqualTo(raw);
    assertThat(agorot(answer.get("total")))
        .isEqualTo(raw.values().stream().mapToLong(Long::longValue).sum());
  }

  private void prove() {
    long start = System.nanoTime();
    JsonNode proof = new WholeProof(service).read();
    assertThat(proof.get("difference").asLong()).isZero();
    assertThat(proof.get("facts").asInt()).isEqualTo(told);
    log.info("facts: all proved in {} ms", (System.nanoTime() - start) / 1_000_000);
  }

  private static long agorot(JsonNode item) {
    return Long.parseLong(item.get("amount").asString().replace(".", ""));
  }

  private static long nanos(Runnable work) {
    long start = System.nanoTime();
    work.run();
    return System.nanoTime() - start;
  }

  /** Each authority of the facts has one department. */
  private Map<String, Long> byAuthority(LocalDate day) {
    Map<String, Long> sums = new TreeMap<>();
    patiently(
        database
            .sql(
                """
                select unit, sum(amount)::bigint as sum from report_edition join fact on edition = live
                 where measure = 'money_lent' and first_day <= '%s'
                 group by unit
                """
                    .formatted(day))
            .map(
                row ->
                    Map.entry(
                        Objects.requireNonNull(row.get("unit", String.class)).replace(".D1", ""),
                        Objects.requireNonNull(row.get("sum", Long.class))))
            .all()
            .doOnNext(sum -> sums.put(sum.getKey(), sum.getValue()))
            .then());
    return sums;
  }

  private long number(String sql) {
    return Objects.requireNonNull(database.sql(sql).mapValue(Long.class).one().block());
  }

  private void patiently(String sql) {
    patiently(Mono.defer(() -> database.sql(sql).then()));
  }

  private void patiently(Mono<Void> work) {
    commands
        .run(
            () ->
                database
                    .sql("set local statement_timeout = 0")
                    .then()
                    .then(Mono.defer(() -> database.sql("set local work_mem = '256MB'").then()))
                    .then(work)
                    .thenReturn(true))
        .block();
  }
}
