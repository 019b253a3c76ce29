package org.retzef.reporting.fold;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.retzef.platform.outbox.Commands;
import org.retzef.platform.paging.Ids;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestEvent;
import org.retzef.reporting.PlainReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Folds all events anew while the old answers stay on, beside the database's own {@code insert …
 * select … group by} that makes the same steps of the same facts: {@code ./retzef bench replay}. It
 * asserts that no answer in between is another one.
 */
@RetzefIT
class ReplayBenchmark {

  private static final Logger log = LoggerFactory.getLogger(ReplayBenchmark.class);
  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration PATIENCE = Duration.ofMinutes(30);
  private static final int EVENTS = Integer.getInteger("retzef.events", 1_000_000);
  private static final String TOTAL = "/api/v1/indicators/money_lent?to=2020-12-31";

  @Autowired private DatabaseClient database;
  @Autowired private Commands commands;
  @Autowired private Editions editions;

  private final String kafka;
  private final PlainReader reader;

  ReplayBenchmark(@LocalServerPort int port, @Value("${retzef.kafka}") String kafka) {
    this.kafka = kafka;
    this.reader = new PlainReader(port);
  }

  @Test
  void foldsAnewBesideTheDatabasesOwnGroupBy() {
    PlainReader.takeOffTheTestsHook();
    long expected = tell();
    long first = nanos(() -> await(() -> total() == expected));
    log.info("replay: {} events folded as they came: {}", EVENTS, rate(first));
    int live = Objects.requireNonNull(editions.state().block()).live();
    long plain = nanos(this::groupBy);
    log.info("replay: one insert … select … group by takes {} ms", plain / 1_000_000);
    long replayed =
        nanos(
            () -> {
              new FoldRebuild(editions).run(new DefaultApplicationArguments());
              await(
                  () -> {
                    assertThat(total()).as("while all is folded anew").isEqualTo(expected);
                    return Objects.requireNonNull(editions.state().block()).live() > live;
                  });
            });
    assertThat(total()).isEqualTo(expected);
    log.info(
        "replay: folded anew: {}; {} of the insert's speed",
        rate(replayed),
        Math.round(100.0 * plain / replayed) / 100.0);
    long forgotten = nanos(() -> await(() -> isForgotten(live)));
    log.info("replay: the edition before is gone after {} ms more", forgotten / 1_000_000);
    assertThat(total()).isEqualTo(expected);
  }

  /** Loans over twenty years in 113 authorities; what they come to, in agorot. */
  private long tell() {
    long sum = 0;
    try (var producer =
        new KafkaProducer<>(
            Map.<String, Object>of("bootstrap.servers", kafka, "linger.ms", 20),
            new StringSerializer(),
            new ByteArraySerializer())) {
      for (int i = 0; i < EVENTS; i++) {
        long shekels = 1 + i % 1000;
        sum += shekels * 100;
        producer.send(record(i, shekels));
      }
    }
    return sum;
  }

  private static ProducerRecord<String, byte[]> record(int i, long shekels) {
    UUID loan = Ids.next(); // as the services do: new ones sort behind
    TestEvent event =
        TestEvent.of(
            "org.retzef.loan.granted.v1",
            loan.toString(),
            1,
            """
            {"loanId": "%s", "unit": "IL.BENCH%d.A%d.D1", "principal": "%d.00", "grantedOn": "%s"}
            """
                .formatted(
                    loan, i % 4, i % 113, shekels, LocalDate.of(2000, 1, 1).plusDays(i % 7300)));
    var record =
        new ProducerRecord<>(
            "retzef.basket.events", loan.toString(), event.json().getBytes(StandardCharsets.UTF_8));
    event.headers().put("ce_id", Ids.next().toString());
    event
        .headers()
        .forEach(
            (name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
    return record;
  }

  private static void await(BooleanSupplier done) {
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (!done.getAsBoolean()) {
      assertThat(System.nanoTime()).as("half an hour is enough").isLessThan(until);
      LockSupport.parkNanos(50_000_000);
    }
  }

  /** Its reader's streams go last. */
  private boolean isForgotten(int edition) {
    return database
            .sql("select not exists (select from inbox_stream where consumer = $1)")
            .bind("$1", Editions.name(edition))
            .mapValue(Boolean.class)
            .one()
            .block()
        == Boolean.TRUE;
  }

  private long total() {
    JsonNode total = JSON.readTree(reader.get(TOTAL)).get("total");
    return Long.parseLong(total.get("amount").asString().replace(".", ""));
  }

  /** Into a plain table of its own: a row for each day, month and year that anything changed. */
  private void groupBy() {
    commands
        .run(
            () ->
                database
                    .sql("set local statement_timeout = 0")
                    .then()
                    .then(Mono.defer(() -> database.sql(PLAIN_STEPS).then()))
                    .then(Mono.defer(() -> database.sql(STEPS).then()))
                    .thenReturn(true))
        .block();
  }

  private String rate(long nanos) {
    return "%d ms, %d a second".formatted(nanos / 1_000_000, EVENTS * 1_000_000_000L / nanos);
  }

  private static long nanos(Runnable work) {
    long start = System.nanoTime();
    work.run();
    return System.nanoTime() - start;
  }

  private static final String PLAIN_STEPS =
      """
      create table plain_step (
        measure   text collate "C" not null,
        unit      text collate "C" not null,
        dimension text collate "C" not null,
        span      text collate "C" not null,
        first_day date   not null,
        value     text collate "C" not null,
        step      bigint not null,
        primary key (measure, unit, dimension, span, first_day, value)
      )
      """;

  private static final String STEPS =
      """
      insert into plain_step (measure, unit, dimension, span, first_day, value, step)
      select measure, array_to_string(trim_array(string_to_array(fact.unit, '.'), above), '.')
               collate "C",
             '', span, level.first_day, '', sum(amount)
        from report_edition join fact on edition = live
       cross join generate_series(0, 3) as above
       cross join lateral (
               values ('DAY', fact.first_day),
                      ('MONTH', date_trunc('month', fact.first_day::timestamp)::date),
                      ('YEAR', date_trunc('year', fact.first_day::timestamp)::date)
             ) as level (span, first_day)
       where measure = 'money_lent'
       group by 1, 2, 3, 4, 5, 6
      """;
}
