package org.retzef.reporting.fold;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
      "retzef.reporting.hidden-ahead=P2Y",
      "retzef.reporting.hidden-ahead-every=PT5H",
      "retzef.reporting.hidden-for=PT1M"
    })
class FiguresBenchmark {

  private static final Logger log = LoggerFactory.getLogger(FiguresBenchmark.class);
  private static final JsonMapper JSON = new JsonMapper();
  private static final int WARM_UP = Integer.getInteger("retzef.warm-up", 180);

  /** How often every question of the catalogue is asked besides; 0 for not at all. */
  private static final int CATALOGUE = Integer.getInteger("retzef.catalogue", 0);

  private static final int WORST = 5;
  private static final int READERS = 2;
  private static final int CALLS = 2_000;

  /** The last year: of the year before it, too, it is decided ahead what hides. */
  private static final int ASKED = 365;

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
    var edition = new LargeEdition(folding, editions, database, commands);
    edition.tell();
    if (CATALOGUE > 0) {
      edition.tellBesides(catalogue());
    }
    edition.assertThatTheFoldWritesTheSame();
    edition.nameUnits();
    edition.answerWith();
    long raw = Long.MAX_VALUE;
    for (int i = 0; i < 3; i++) {
      raw =
          Math.min(
              raw,
              nanos(() -> edition.byAuthority(LargeEdition.FIRST.plusDays(LargeEdition.DAYS - 1))));
    }
    log.info("raw group by: {} ms at best", raw / 1_000_000);
    decideAhead(edition);
    warmUp();
    for (var question : QUESTIONS.entrySet()) {
      measure(reader, question.getKey(), () -> question.getValue() + day(), raw);
    }
    String byAuthority = QUESTIONS.get("by authority");
    measure(analyst, "by authority, few hidden", () -> byAuthority + day(), raw);
    measure(analyst, "by authority of a time, few hidden", () -> ofATime(byAuthority), raw);
    List<String> times = timesThatNobodyAskedFor(byAuthority);
    measure(analyst, "… of a time that nobody asked for before", times, raw);
    measure(analyst, "… of those again", () -> times.get(random.nextInt(times.size())), raw);
    measureTheCatalogue();
    assertThatTotalsAreTheSame(edition, LargeEdition.FIRST.plusDays(LargeEdition.DAYS - 1));
    assertThatTotalsAreTheSame(edition, LargeEdition.FIRST.plusDays(2_693));
    prove(edition.facts());
  }

  private CatalogueQuestions catalogue() {
    return new CatalogueQuestions(indicators.all());
  }

  private void decideAhead(LargeEdition edition) {
    long took = nanos(() -> DecidedAhead.by(service));
    log.info("facts: what hides is decided ahead after {} ms", took / 1_000_000);
    edition.analyze("hidden_figure");
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
      analyst.get(ofATime(QUESTIONS.get("by authority")));
      calls += 2;
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

  private record Took(String question, List<Long> nanos) {

    long p50() {
      return nanos.get(nanos.size() / 2);
    }

    long p99() {
      return nanos.get(nanos.size() * 99 / 100);
    }
  }

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
        "catalogue: {} questions, {} calls each; p99 of all calls {} ms; {} questions take more than"
            + " 10 ms at their p50, {} at their p99",
        all.size(),
        CATALOGUE,
        new Took("", all.stream().flatMap(one -> one.nanos().stream()).sorted().toList()).p99()
            / 10_000
            / 100.0,
        all.stream().filter(one -> one.p50() > 10_000_000).count(),
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
    return new Took(question, nanos);
  }

  /** From the year before the last one until a month of the last one, each once. */
  private List<String> timesThatNobodyAskedFor(String uri) {
    YearMonth newest = YearMonth.now(ZoneOffset.UTC).minusMonths(1);
    List<String> times = new ArrayList<>();
    for (int last = 0; last < 12; last++) {
      for (int first = 13; first < 24; first++) {
        times.add(
            uri
                + newest.minusMonths(last).atEndOfMonth()
                + "&from="
                + newest.minusMonths(first).atDay(1));
      }
    }
    Collections.shuffle(times, random);
    return times;
  }

  /** Mostly one of which nothing was decided ahead, and that was asked for before. */
  private String ofATime(String uri) {
    LocalDate one = day();
    LocalDate other = day();
    return one.isBefore(other) ? uri + other + "&from=" + one : uri + one + "&from=" + other;
  }

  private void measure(PlainReader reader, String what, Supplier<String> uri, long raw) {
    measure(reader, what, Stream.generate(uri).limit(CALLS).toList(), raw);
  }

  private void measure(PlainReader reader, String what, List<String> uris, long raw) {
    List<Long> nanos = new ArrayList<>();
    long cpu = cpu();
    for (String uri : uris) {
      nanos.add(nanos(() -> reader.get(uri)));
    }
    cpu = cpu() - cpu;
    Collections.sort(nanos);
    long p50 = nanos.get(nanos.size() / 2);
    log.info(
        "{}: p50 {} ms, p99 {} ms, {} times faster than the raw group by; {} µs of this JVM's two ends",
        what,
        p50 / 10_000 / 100.0,
        nanos.get(nanos.size() * 99 / 100) / 10_000 / 100.0,
        raw / p50,
        cpu / nanos.size() / 1_000);
  }

  private LocalDate day() {
    return LargeEdition.FIRST.plusDays(
        random.nextInt(LargeEdition.DAYS - ASKED, LargeEdition.DAYS));
  }

  private static long cpu() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private void assertThatTotalsAreTheSame(LargeEdition edition, LocalDate day) {
    Map<String, Long> answered = new TreeMap<>();
    JsonNode answer =
        JSON.readTree(reader.get("/api/v1/indicators/money_lent?by=authority&to=" + day));
    answer.get("items").forEach(item -> answered.put(item.get("key").asString(), agorot(item)));
    Map<String, Long> raw = edition.byAuthority(day);
    assertThat(answered).hasSize(452).isEqualTo(raw);
    assertThat(agorot(answer.get("total")))
        .isEqualTo(raw.values().stream().mapToLong(Long::longValue).sum());
  }

  private void prove(int told) {
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
}
