package org.retzef.reporting.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.retzef.platform.outbox.Commands;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.reporting.Feed;
import org.retzef.reporting.HeadlineReader;
import org.retzef.reporting.figure.ProofTurns.Known;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;

@RetzefIT
class ProofIT {

  private static final String MEASURE = "active_families_mifgash";
  private static final LocalDate DAY = LocalDate.of(2013, 2, 2);

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;
  @Autowired private FigureProof proof;
  @Autowired private ProofTurns turns;
  @Autowired private Clock clock;
  @Autowired private Commands commands;
  @Autowired private ApplicationContext service;

  @BeforeEach
  void somebodyCounts() {
    try (var feed = new Feed()) {
      feed.tell(feed.enrolled(UUID.randomUUID(), UUID.randomUUID(), "MIFGASH", DAY));
    }
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                !strings("select measure from figure_cell where measure = '" + MEASURE + "'")
                    .isEmpty());
  }

  @Test
  void noticesAnAggregateThatIsWrongInAnyCell() {
    for (String cell :
        new String[] {
          "unit = 'IL' and dimension = ''",
          "unit = 'IL.SOUTH.A2630.D1' and dimension = ''",
          "unit = 'IL.SOUTH' and dimension = 'track'"
        }) {
      for (String totals : List.of("figure_month", "figure_year")) {
        spoil(totals, cell, 5);
        assertThat(Objects.requireNonNull(proof.prove(MEASURE, DAY).block()).difference())
            .as("%s where %s", totals, cell)
            .isEqualTo(5);
        spoil(totals, cell, -5);
      }
    }
    assertThat(new WholeProof(service).difference()).isZero();
  }

  /** Here a run proves one measure; when each has had its turn, whatever is wrong is told. */
  @Test
  void leavesNoMeasureOutAndGoesOnFromWhereItHasStopped() {
    spoil("figure_month", "unit = 'IL' and dimension = ''", 5);
    fact("fact_without_figures", "one", 3);
    fact("more_than_can_be_added", "one", Long.MAX_VALUE);
    fact("more_than_can_be_added", "two", Long.MAX_VALUE);
    execute(
        """
        with made as (
          insert into figure_cell (edition, measure, dimension, depth, unit, value)
          select live, 'figure_without_facts', '', 1, 'IL', '' from report_edition
          returning id
        )
        insert into figure_month (month, cell, totals) select '2013-02-01', id, '{4}' from made
        """);
    Instant start = clock.instant();
    var meters = new SimpleMeterRegistry();
    var watch = new ProofWatch(proof, turns, Duration.ZERO, clock, meters);
    List<String> measures =
        strings(
            """
            select distinct measure from fact join report_edition on edition = live
             union
            select distinct measure from figure_cell join report_edition on edition = live
            """);
    measures.forEach(_ -> watch.prove());

    assertThat(difference(meters, MEASURE)).isEqualTo(5);
    assertThat(difference(meters, "fact_without_figures"))
        .as("in four places, of days and of months")
        .isEqualTo(2 * 4 * 3);
    assertThat(difference(meters, "figure_without_facts")).isEqualTo(4);
    assertThat(ask().get("waiting").longValue()).as("what cannot be proved").isEqualTo(1);
    assertThat(
            Objects.requireNonNull(turns.known().block()).stream()
                .filter(known -> !known.since().isBefore(start))
                .map(Known::measure))
        .as("one cannot be proved; the others need not wait for it")
        .containsAll(measures.stream().filter(name -> !name.startsWith("more_than")).toList());
    forget("fact_without_figures", "figure_without_facts", "more_than_can_be_added");
    spoil("figure_month", "unit = 'IL' and dimension = ''", -5);
  }

  @Test
  void tellsADifferenceThatTheWatchHasFound() {
    spoil("figure_month", "unit = 'IL' and dimension = ''", 5);
    JsonNode found = new WholeProof(service).read();
    spoil("figure_month", "unit = 'IL' and dimension = ''", -5);

    assertThat(found.get("difference").longValue()).isEqualTo(5);
    JsonNode item = item(found, MEASURE);
    assertThat(item.get("difference").longValue()).isEqualTo(5);
    assertThat(item.get("aggregate").longValue()).isEqualTo(item.get("raw").longValue() + 5);
    assertThat(item.get("facts").longValue()).isPositive();
    assertThat(Instant.parse(item.get("provedAt").stringValue()))
        .isAfterOrEqualTo(Instant.parse(found.get("provedAt").stringValue()));
    assertThat(ask().get("difference").longValue()).as("until it is proved anew").isEqualTo(5);
    assertThat(new WholeProof(service).difference()).isZero();
  }

  /** Whoever reads one of these tables waits here, and is not answered. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "fact",
        "figure_cell",
        "figure_month",
        "figure_year",
        "told_stream",
        "inbox_stream"
      })
  void countsNothingForTheAnswer(String table) {
    new WholeProof(service).read();
    JsonNode answer =
        commands
            .run(
                () ->
                    database
                        .sql("lock table " + table + " in access exclusive mode")
                        .then()
                        .then(
                            Mono.fromCallable(this::ask).subscribeOn(Schedulers.boundedElastic())))
            .block();
    assertThat(item(Objects.requireNonNull(answer), MEASURE).get("facts").longValue()).isPositive();
  }

  @Test
  void saysThatAMeasureWaitsForItsFirstProof() {
    new WholeProof(service).read();
    execute(
        """
        insert into figure_proof (edition, measure, begun_at)
        select live, 'waits_for_its_turn', now() + interval '1 day' from report_edition
        """);
    JsonNode answer = ask();
    forget("waits_for_its_turn");

    assertThat(answer.get("waiting").longValue()).isEqualTo(1);
    assertThat(answer.get("provedAt").isNull()).isTrue();
    assertThat(ask().get("waiting").longValue()).isZero();
    assertThat(ask().get("provedAt").isString()).isTrue();
  }

  @Test
  void tellsAProofThatHasFailedAndWhatTheOneBeforeHasFound() {
    String measure = "more_than_can_be_added";
    var meters = new SimpleMeterRegistry();
    var watch = new ProofWatch(proof, turns, Duration.ofMinutes(10), clock, meters);
    fact(measure, "one", 3);
    watch.prove();
    JsonNode before = item(ask(), measure);
    fact(measure, "two", Long.MAX_VALUE);
    watch.prove();
    JsonNode after = ask();
    double failed = failed(meters);
    execute("delete from fact where source = 'two' and measure = '" + measure + "'");
    watch.prove();
    JsonNode mended = ask();
    forget(measure);

    assertThat(after.get("failed").longValue()).isEqualTo(1);
    assertThat(failed).isEqualTo(1);
    assertThat(before.get("difference").longValue()).isEqualTo(2 * 4 * 3);
    assertThat(before.get("failedAt").isNull()).isTrue();
    JsonNode item = item(after, measure);
    assertThat(item.get("difference")).isEqualTo(before.get("difference"));
    assertThat(item.get("provedAt")).isEqualTo(before.get("provedAt"));
    assertThat(after.get("provedAt")).as("the oldest").isEqualTo(before.get("provedAt"));
    assertThat(Instant.parse(item.get("failedAt").stringValue()))
        .isAfter(Instant.parse(before.get("provedAt").stringValue()));
    assertThat(mended.get("failed").longValue()).isZero();
    assertThat(item(mended, measure).get("failedAt").isNull()).isTrue();
    assertThat(failed(meters)).isZero();
  }

  @Test
  void keepsNothingOlderThanWhatAnotherCopyHasFound() {
    new WholeProof(service).read();
    Instant earlier =
        Instant.parse(item(ask(), MEASURE).get("provedAt").stringValue()).minusMillis(1);
    var live = database.sql("select live from report_edition").mapValue(Integer.class).one();
    var turn = new ProofTurns.Turn(Objects.requireNonNull(live.block()), MEASURE);
    turns.keep(turn, new Proof.Item(MEASURE, 1, 1, 9, 1, DAY, earlier, null)).block();
    assertThat(item(ask(), MEASURE).get("difference").longValue()).isZero();
  }

  private JsonNode ask() {
    return new HeadlineReader(http).get("/api/v1/proof");
  }

  private static JsonNode item(JsonNode proof, String code) {
    return proof
        .get("items")
        .valueStream()
        .filter(item -> item.get("code").stringValue().equals(code))
        .findFirst()
        .orElseThrow();
  }

  private static double failed(SimpleMeterRegistry meters) {
    return meters.get("retzef.reporting.proof.failed").gauge().value();
  }

  private static double difference(SimpleMeterRegistry meters, String measure) {
    return meters
        .get("retzef.reporting.proof.difference")
        .tag("indicator", measure)
        .gauge()
        .value();
  }

  private void fact(String measure, String source, long amount) {
    database
        .sql(
            """
            insert into fact
              (edition, measure, source, part, counted, unit, traits, amount, first_day)
            select live, $1, $2, '', $2, 'IL.SOUTH.A2630.D1', '{}', $3, '2013-02-02'
              from report_edition
            """)
        .bind("$1", measure)
        .bind("$2", source)
        .bind("$3", amount)
        .then()
        .block();
  }

  private void forget(String... measures) {
    String those = "where measure in ('" + String.join("', '", measures) + "')";
    execute("delete from figure_month where cell in (select id from figure_cell " + those + ")");
    for (String table : List.of("figure_cell", "fact", "figure_proof")) {
      execute("delete from " + table + " " + those);
    }
  }

  private void spoil(String totals, String cell, int by) {
    execute(
        """
        update %s set totals = moved(totals, array[cardinality(totals)], array[%d::bigint])
          from figure_cell
         where id = cell and measure = '%s' and %s
        """
            .formatted(totals, by, MEASURE, cell));
  }

  private void execute(String sql) {
    database.sql(sql).then().block();
  }

  private List<String> strings(String sql) {
    return Objects.requireNonNull(
        database.sql(sql).mapValue(String.class).all().collectList().block());
  }
}
