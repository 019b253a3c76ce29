package org.retzef.reporting.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.retzef.platform.outbox.Commands;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.reporting.HeadlineReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/**
 * Measures answers beside the database's own {@code group by} over the same facts, which SQL has
 * made: {@code ./retzef bench reports}. It asserts only that both totals are the same.
 */
@RetzefIT
class FiguresBenchmark {

  private static final Logger log = LoggerFactory.getLogger(FiguresBenchmark.class);
  private static final int FACTS = Integer.getInteger("retzef.facts", 1_000_000);
  private static final int CALLS = 1_000;
  private static final String TO = "&to=2019-12-31";

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;
  @Autowired private Commands commands;

  @Test
  void answersBesideTheDatabasesOwnGroupBy() {
    patiently(
        """
        insert into fact (edition, measure, source, part, counted, family, unit, traits, amount,
                          first_day, last_day)
        select live, 'money_lent', 'b' || n, '', 'b' || n, null,
               'IL.BENCH' || n %% 4 || '.A' || n %% 113 || '.D1', array['kind=K' || n %% 113 %% 13], n %% 1000,
               date '2000-01-01' + n %% 7300, null
          from report_edition cross join generate_series(1, %d) as n
        """
            .formatted(FACTS));
    long folded = nanos(() -> patiently(FOLD));
    patiently(
        """
        insert into place (edition, unit, depth)
        select distinct live, unit, cardinality(string_to_array(unit, '.'))
          from report_edition join figure_step on edition = live
        on conflict do nothing
        """);
    patiently("analyze fact");
    patiently("analyze figure_step");
    log.info("{} facts: one insert … select … group by takes {} ms", FACTS, folded / 1_000_000);
    long raw = 0;
    for (int i = 0; i < 3; i++) {
      raw =
          nanos(
              () ->
                  patiently(
                      "select unit, sum(amount) from fact where measure = 'money_lent' and first_day <= '2019-12-31' group by unit"));
    }
    log.info("raw group by: {} ms", raw / 1_000_000);
    var reader = new HeadlineReader(http);
    measure(reader, "headline", "/api/v1/reports/headline?asOf=2019-12-31", raw);
    measure(reader, "total", "/api/v1/indicators/money_lent?" + TO, raw);
    measure(reader, "by month", "/api/v1/indicators/money_lent?by=month" + TO, raw);
    measure(reader, "by district", "/api/v1/indicators/money_lent?by=district" + TO, raw);
    measure(reader, "by authority", "/api/v1/indicators/money_lent?by=authority" + TO, raw);
    JsonNode total = reader.get("/api/v1/indicators/money_lent?" + TO).get("total");
    assertThat(total.get("amount").asString().replace(".", ""))
        .isEqualTo(Long.toString(sumOfFacts()));
  }

  private void measure(HeadlineReader reader, String what, String uri, long raw) {
    List<Long> nanos = new ArrayList<>();
    for (int i = 0; i < 2 * CALLS; i++) {
      long took = nanos(() -> reader.get(uri));
      if (i >= CALLS) {
        nanos.add(took);
      }
    }
    Collections.sort(nanos);
    long p99 = nanos.get(CALLS * 99 / 100);
    log.info(
        "{}: p50 {} ms, p99 {} ms, {} times faster than the raw group by",
        what,
        nanos.get(CALLS / 2) / 10_000 / 100.0,
        p99 / 10_000 / 100.0,
        raw / nanos.get(CALLS / 2));
  }

  private static long nanos(Runnable work) {
    long start = System.nanoTime();
    work.run();
    return System.nanoTime() - start;
  }

  private long sumOfFacts() {
    return Objects.requireNonNull(
        database
            .sql(
                """
                select sum(amount)::bigint from fact
                 where measure = 'money_lent' and first_day <= '2019-12-31'
                """)
            .mapValue(Long.class)
            .one()
            .block());
  }

  private void patiently(String sql) {
    commands
        .run(
            () ->
                database
                    .sql("set local statement_timeout = 0")
                    .then()
                    .then(Mono.defer(() -> database.sql("set local work_mem = '256MB'").then()))
                    .then(Mono.defer(() -> database.sql(sql).then()))
                    .thenReturn(true))
        .block();
  }

  /** From the facts to the days of each department, to the units above, to months and years. */
  private static final String FOLD =
      """
      insert into figure_step (edition, measure, unit, dimension, span, first_day, value, step)
      with department as materialized (
        select live, measure, unit, dimension, value, first_day, sum(amount) as step
          from report_edition join fact on edition = live
         cross join lateral (
                 values ('', ''), ('kind', split_part(traits[1], '=', 2))
               ) as cell (dimension, value)
         where measure = 'money_lent'
         group by 1, 2, 3, 4, 5, 6
      ), place as materialized (
        select live, measure, dimension, value, first_day, sum(step) as step,
               array_to_string(trim_array(string_to_array(unit, '.'), above), '.') as unit
          from department cross join generate_series(0, 3) as above
         group by 1, 2, 3, 4, 5, 7
      )
      select live, measure, unit, dimension, span, level.first_day, value, sum(step)
        from place
       cross join lateral (
               values ('DAY', place.first_day),
                      ('MONTH', date_trunc('month', place.first_day::timestamp)::date),
                      ('YEAR', date_trunc('year', place.first_day::timestamp)::date)
             ) as level (span, first_day)
       group by 1, 2, 3, 4, 5, 6, 7
      """;
}
