package org.retzef.reporting.headline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.retzef.platform.testing.EventContract;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestEvent;
import org.retzef.reporting.Feed;
import org.retzef.reporting.HeadlineReader;
import org.retzef.reporting.OwnDistrict;
import org.retzef.reporting.WholeCountry;
import org.retzef.reporting.figure.WholeProof;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * All figures of the newsletter, out of events as the other services tell them, a hundred years
 * earlier; and today, with one event of each kind besides.
 */
@RetzefIT
@WholeCountry
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NewsletterIT {

  private static final String EXAMPLE = ".example.json";
  private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Jerusalem"));
  private static final List<String> TIMES =
      List.of(
          "?to=" + NewsletterYear.DAY,
          "?to=2021-06-30",
          "?to=2026-02-28",
          "?to=" + TODAY,
          "?from=1920-06-01&to=1920-07-31",
          "?from=2026-01-01&to=" + TODAY);

  /** They count where the examples have other values, or in another month. */
  private static final List<String> OF_OTHER_VALUES =
      List.of(
          "active_families_shvil_meitiv",
          "active_families_olim_laderech",
          "active_families_mifgash",
          "requests_refused",
          "requests_withdrawn",
          "families_ordered_in_month",
          "families_lent_in_month",
          "money_donated",
          "families_given_money",
          "families_given_money_in_month",
          "families_with_donations_in_month",
          "sessions_planned_in_districts",
          "site_visitors_in_month",
          "otzma_individual_responses",
          "workers_supervised_share",
          "steering_tasks_open",
          "preparatory_places",
          "preparatory_enlisted_share",
          "haredi_needs_surveyed",
          "arab_mentor_scholarships");

  @Autowired private WebTestClient http;
  @Autowired private KafkaTemplate<String, byte[]> kafka;
  @Autowired private DatabaseClient database;
  @Autowired private ApplicationContext service;

  private HeadlineReader reader;

  @BeforeAll
  void tellTheYear() throws IOException {
    reader = new HeadlineReader(http);
    List<TestEvent> events = new ArrayList<>(new NewsletterYear().events());
    events.addAll(oneOfEachKind());
    tell(events);
    await()
        .atMost(Duration.ofSeconds(120))
        .pollInterval(Duration.ofMillis(300))
        .untilAsserted(
            () -> {
              assertThat(figures(reader)).containsAllEntriesOf(printed());
              assertThat(eventsRead()).isEqualTo(events.size());
            });
  }

  @Test
  void givesEveryFigureOfTheNewsletterOutOfRecords() {
    for (JsonNode item : headline(reader)) {
      assertThat(item.get("nameHe").asString()).matches(".*[א-ת].*");
      assertThat(item.get("nameEn").asString()).isNotBlank();
    }
    JsonNode share = reader.item("active_families_noshmim_share_of_plan", NewsletterYear.DAY);
    assertThat(share.get("numerator").asLong()).isEqualTo(2900);
    assertThat(share.get("denominator").asLong()).isEqualTo(3494);
    assertThat(share.get("planVersion").asInt()).isEqualTo(1);
    JsonNode harmed = reader.item("employed_before_and_harmed", NewsletterYear.DAY);
    assertThat(harmed.get("comparison").get("value").asString()).isEqualTo("46.1");
  }

  @ParameterizedTest
  @MethodSource("catalogue")
  void opensTheRowsBehindEachNumber(JsonNode indicator) {
    String code = indicator.get("code").asString();
    for (String time : TIMES) {
      assertThat(List.of(sumOfRows(code, time, "NUMERATOR"), sumOfRows(code, time, "DENOMINATOR")))
          .as("what is behind %s%s", code, time)
          .isEqualTo(numbers(code, time));
    }
  }

  /** A line of a breakdown, too: of what is there today, came in a time, or was there then. */
  @ParameterizedTest
  @MethodSource("catalogue")
  void opensTheRowsBehindEachLine(JsonNode indicator) {
    String code = indicator.get("code").asString();
    for (JsonNode by : indicator.get("by")) {
      for (String time : TIMES) {
        String breakdown = time + "&by=" + by.asString();
        for (JsonNode line : reader.get("/api/v1/indicators/" + code + breakdown).get("items")) {
          String one = breakdown + "&key=" + line.get("key").asString();
          assertThat(
                  List.of(sumOfRows(code, one, "NUMERATOR"), sumOfRows(code, one, "DENOMINATOR")))
              .as("what is behind %s%s", code, one)
              .isEqualTo(numbers(line));
        }
      }
    }
  }

  @Test
  void hasSomethingOfAlmostEverythingToOpen() {
    assertThat(catalogue())
        .extracting(indicator -> indicator.get("code").asString())
        .filteredOn(code -> TIMES.stream().allMatch(time -> numbers(code, time).getFirst() == 0))
        .as("what neither the year nor the examples make count")
        .isSubsetOf(OF_OTHER_VALUES);
  }

  @Test
  void givesEveryFigureAgainWhenAllIsFoldedAnew() {
    Map<String, JsonNode> before = everything();
    int live = liveEdition();
    database.sql("update report_edition set next = live + 1").then().block();
    await()
        .atMost(Duration.ofSeconds(180))
        .pollInterval(Duration.ofMillis(500))
        .until(() -> liveEdition() == live + 1);
    assertThat(everything()).isEqualTo(before);
    assertThat(new WholeProof(service).difference()).isZero();
  }

  private Map<String, JsonNode> everything() {
    Map<String, JsonNode> answers = new TreeMap<>();
    for (LocalDate day : List.of(NewsletterYear.DAY, TODAY)) {
      answers.put("headline " + day, reader.get("/api/v1/reports/headline?asOf=" + day));
      for (JsonNode indicator : catalogue()) {
        String question =
            "/api/v1/indicators/" + indicator.get("code").asString() + "?to=" + day + "&by=";
        Stream.concat(
                Stream.of("authority", "month"),
                indicator.get("by").valueStream().map(JsonNode::asString))
            .forEach(by -> answers.put(question + by, told(reader.get(question + by))));
      }
    }
    return answers;
  }

  private int liveEdition() {
    return Objects.requireNonNull(
        database.sql("select live from report_edition").mapValue(Integer.class).one().block());
  }

  /** Without lines of nothing: what was taken back leaves one, and a replay does not. */
  private static JsonNode told(JsonNode answer) {
    ((ObjectNode) answer)
        .withArray("items")
        .removeIf(
            line ->
                isNothing(line.get("value"))
                    && isNothing(line.get("numerator"))
                    && (line.get("amount").isNull()
                        || line.get("amount").asString().equals("0.00")));
    return answer;
  }

  private static boolean isNothing(JsonNode number) {
    return number.isNull() || number.asLong() == 0;
  }

  List<JsonNode> catalogue() {
    return reader.get("/api/v1/indicators").get("items").valueStream().toList();
  }

  /** The numerator or the number, and the denominator, 0 where there is none; money in agorot. */
  private List<Long> numbers(String code, String time) {
    return numbers(reader.get("/api/v1/indicators/" + code + time).get("total"));
  }

  private static List<Long> numbers(JsonNode line) {
    JsonNode amount = line.get("amount");
    long number =
        amount.isNull()
            ? orElse(line.get("value"), 0)
            : new BigDecimal(amount.asString()).movePointRight(2).longValueExact();
    return List.of(orElse(line.get("numerator"), number), orElse(line.get("denominator"), 0));
  }

  private static long orElse(JsonNode number, long other) {
    return number.isNull() ? other : number.asLong();
  }

  private long eventsRead() {
    return Objects.requireNonNull(
        database
            .sql(
                """
                select count(*) from inbox join report_edition
                    on consumer = 'reporting.figures.' || live
                """)
            .mapValue(Long.class)
            .one()
            .block());
  }

  private long sumOfRows(String code, String time, String part) {
    String question = "/api/v1/lineage/" + code + time + "&limit=200&part=" + part;
    JsonNode page = reader.get(question);
    long told = page.get("value").asLong();
    long sum = 0;
    for (; !page.get("next").isNull(); page = reader.get(question + "&cursor=" + cursor(page))) {
      sum += OwnDistrict.amounts(page);
    }
    sum += OwnDistrict.amounts(page);
    assertThat(sum).as(question).isEqualTo(told);
    return sum;
  }

  private static String cursor(JsonNode page) {
    return URLEncoder.encode(page.get("next").asString(), UTF_8);
  }

  /** The producers' examples, those of a topic in one order. */
  private static List<TestEvent> oneOfEachKind() throws IOException {
    try (var feed = new Feed();
        var files = Files.list(Path.of("../docs/events"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(EXAMPLE))
          .map(name -> name.replace(EXAMPLE, ""))
          .sorted(Comparator.comparing(NewsletterIT::place))
          .map(type -> TestEvent.of(type, "", 1, EventContract.example(type).toString()))
          .map(event -> feed.next(event.type(), Feed.topic(event), event.json()))
          .toList();
    }
  }

  /**
   * A take-up case is opened first and closed last: what is told of its family's move beside it may
   * be read at any time, but nobody tells of a case in another order.
   */
  private static String place(String type) {
    return type.replace("take-up.opened", "take-up.1")
        .replace("take-up.moved", "take-up.2")
        .replace("take-up.closed", "take-up.3");
  }

  private static Map<String, Long> figures(HeadlineReader reader) {
    Map<String, Long> figures = new LinkedHashMap<>();
    for (JsonNode item : headline(reader)) {
      if (!item.get("value").isNull()) {
        figures.put(item.get("code").asString(), item.get("value").asLong());
      }
    }
    return figures;
  }

  private static JsonNode headline(HeadlineReader reader) {
    return reader.get("/api/v1/reports/headline?asOf=" + NewsletterYear.DAY).get("items");
  }

  private static Map<String, Long> printed() {
    try (var file = NewsletterIT.class.getResourceAsStream("/newsletter-2020.csv")) {
      Map<String, Long> printed = new LinkedHashMap<>();
      new String(file.readAllBytes(), UTF_8)
          .lines()
          .skip(1)
          .map(line -> line.split(","))
          .forEach(line -> printed.put(line[0], Long.parseLong(line[1])));
      assertThat(printed).hasSizeGreaterThan(23);
      return printed;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private void tell(List<TestEvent> events) {
    CompletableFuture.allOf(
            events.stream()
                .map(event -> kafka.send(record(event)))
                .toArray(CompletableFuture[]::new))
        .join();
  }

  private static ProducerRecord<String, byte[]> record(TestEvent event) {
    var record =
        new ProducerRecord<>(Feed.topic(event), event.subject(), event.json().getBytes(UTF_8));
    event.headers().forEach((name, value) -> record.headers().add(name, value.getBytes(UTF_8)));
    return record;
  }
}
