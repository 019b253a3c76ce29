package org.retzef.reporting.fold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import org.retzef.platform.outbox.Commands;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** An edition of many facts, written as the fold writes them, which then comes to answer. */
final class LargeEdition {

  private static final Logger log = LoggerFactory.getLogger(LargeEdition.class);
  private static final int FACTS = Integer.getInteger("retzef.facts", 1_000_000);
  private static final int PORTION = 1_000_000;
  private static final int FOLDED = 900_003;

  static final int DAYS = 7_300;
  static final LocalDate FIRST = LocalDate.now(ZoneOffset.UTC).minusDays(DAYS);

  private final int edition;
  private final Folding folding;
  private final Editions editions;
  private final DatabaseClient database;
  private final Commands commands;
  private int told;

  /** Comes after the one that answers now. */
  LargeEdition(Folding folding, Editions editions, DatabaseClient database, Commands commands) {
    this.edition = Objects.requireNonNull(editions.state().block()).live() + 1;
    this.folding = folding;
    this.editions = editions;
    this.database = database;
    this.commands = commands;
  }

  int facts() {
    return told;
  }

  /** Loans of 452 authorities over twenty years. */
  void tell() {
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
    told += FACTS;
    log.info("facts: {} written in {} ms", FACTS, took / 1_000_000);
  }

  /** As many facts again, of all other measures together. */
  void tellBesides(CatalogueQuestions catalogue) {
    List<String> statements = catalogue.facts(edition, 1, FIRST, DAYS, "money_lent");
    int each = Math.max(1, FACTS / statements.size());
    catalogue.facts(edition, each, FIRST, DAYS, "money_lent").forEach(this::patiently);
    told += each * statements.size();
    log.info("facts: {} of each of {} other measures", each, statements.size());
  }

  void nameUnits() {
    patiently(
        """
        insert into unit_name (edition, unit, kind, name_he, name_en)
        select distinct %1$d, name, 'UNIT', 'יחידה ' || name, 'Unit ' || name
          from (select distinct unit from fact where edition = %1$d) as units
         cross join lateral (values (unit), (regexp_replace(unit, '[.]D1.*', ''))) as named (name)
        """
            .formatted(edition));
  }

  void assertThatTheFoldWritesTheSame() {
    List<Change> changes = IntStream.range(0, 1_000).mapToObj(LargeEdition::loan).toList();
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
  void answerWith() {
    long took =
        nanos(
            () -> {
              patiently("update report_edition set next = %d".formatted(edition));
              await()
                  .atMost(Duration.ofMinutes(60))
                  .until(() -> Objects.requireNonNull(editions.state().block()).live() == edition);
            });
    log.info("facts: their steps made after {} ms", took / 1_000_000);
    List.of("fact", "figure_cell", "figure_month", "figure_year").forEach(this::analyze);
  }

  void analyze(String table) {
    patiently("analyze " + table);
  }

  /** Each authority of the facts has one department. */
  Map<String, Long> byAuthority(LocalDate day) {
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

  private static long nanos(Runnable work) {
    long start = System.nanoTime();
    work.run();
    return System.nanoTime() - start;
  }
}
