package org.retzef.reporting.fold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestTokens;
import org.retzef.reporting.Feed;
import org.retzef.reporting.HeadlineReader;
import org.retzef.reporting.figure.WholeProof;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** What the fold itself has spoilt, or somebody together with its figure, the events tell. */
@RetzefIT
class DeepProofIT {

  private static final String MEASURE = "active_families_mifgash";
  private static final LocalDate DAY = LocalDate.of(2006, 6, 6);
  private static final String OF_MEASURE = "measure = '" + MEASURE + "'";

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;
  @Autowired private DeepProofWatch watch;
  @Autowired private DeepProofs proofs;
  @Autowired private Editions editions;
  @Autowired private MeterRegistry meters;
  @Autowired private ApplicationContext service;

  private HeadlineReader reader;
  private final UUID enrolment = UUID.randomUUID();

  @BeforeEach
  void somebodyCounts() {
    reader = new HeadlineReader(http);
    try (var feed = new Feed()) {
      feed.tell(
          feed.enrolled(UUID.randomUUID(), enrolment, "MIFGASH", DAY),
          feed.enrolled(UUID.randomUUID(), UUID.randomUUID(), "MIFGASH", DAY));
    }
    await().atMost(Duration.ofSeconds(30)).until(() -> facts() == 1);
  }

  @AfterEach
  void nothingIsLeft() {
    assertThat(leftOver()).isZero();
  }

  @Test
  void missesAFactThatIsGoneTogetherWithItsFigures() {
    watch.prove();
    assertThat(item().get("difference").asLong()).isZero();
    Editions.State before = state();

    take();
    assertThat(new WholeProof(service).difference()).as("figures and facts agree").isZero();
    watch.prove();

    JsonNode found = item();
    assertThat(found.get("difference").asLong()).isEqualTo(1);
    assertThat(found.get("anew").asLong()).isEqualTo(found.get("facts").asLong() + 1);
    assertThat(deepProof().get("difference").asLong()).isPositive();
    assertThat(gauge()).isEqualTo(1);
    assertThat(state()).as("no edition was changed").isEqualTo(before);

    giveBack();
    watch.prove();
    assertThat(item().get("difference").asLong()).isZero();
    assertThat(new WholeProof(service).difference()).isZero();
  }

  /** In what order the topics were read does not matter: nothing that was told differs. */
  @Test
  void findsNothingWrongInWhatAllTestsHaveTold() {
    watch.prove();
    assertThat(deepProof().get("items").valueStream())
        .filteredOn(item -> item.get("difference").asLong() != 0)
        .isEmpty();
    assertThat(deepProof().get("facts").asLong()).isPositive();
  }

  /** As many facts, but one says something else. */
  @Test
  void noticesAFactThatSaysSomethingElse() {
    say("track=OTHER");
    watch.prove();
    assertThat(item().get("difference").asLong()).isEqualTo(1);
    assertThat(item().get("anew")).isEqualTo(item().get("facts"));
    say("track=MIFGASH");
    watch.prove();
    assertThat(item().get("difference").asLong()).isZero();
  }

  /** Whoever is at it is not disturbed, and writes nothing more when another has taken over. */
  @Test
  void oneCopyIsAtItAtATime() {
    watch.prove();
    JsonNode before = deepProof();
    UUID other = UUID.randomUUID();
    assertThat(proofs.takeOn(other).block()).isTrue();
    watch.prove();
    watch.follow();
    assertThat(deepProof()).isEqualTo(before);
    proofs.hold(other).block();
    assertThatThrownBy(() -> proofs.hold(UUID.randomUUID()).block()).hasMessage("Taken over");
    assertThat(proofs.letGo(other).block()).isTrue();
  }

  /** As after a crash: half of the events are folded, and nobody is seen any more. */
  @Test
  void whatACrashHasLeftIsClearedUp() {
    UUID crashed = UUID.randomUUID();
    proofs.takeOn(crashed).block();
    proofs.begin(crashed).block();
    execute(
        """
        insert into fact (edition, measure, source, part, counted, unit, traits, amount, first_day)
        values (0, 'left_behind', $1, '', $1, 'IL', '{}', 1, '2006-06-06')
        """);
    execute("insert into inbox (consumer, event_id) values ('reporting.figures.0', $1::uuid)");
    execute("update deep_proof set seen_at = now() - interval '11 minutes'");
    assertThat(leftOver()).isEqualTo(3);

    watch.follow();
    assertThat(leftOver()).isZero();
    assertThatThrownBy(() -> proofs.hold(crashed).block()).hasMessage("Taken over");
    watch.prove();
    assertThat(item().get("difference").asLong()).isZero();
  }

  /** It is given up, and what was found before stays. */
  @Test
  void isBrokenOffWhereItTakesTooLongOrAnotherEditionAnswers() {
    watch.prove();
    JsonNode before = deepProof();
    watch.prove(Duration.ofSeconds(-1));
    assertThat(deepProof()).isEqualTo(before);

    UUID copy = UUID.randomUUID();
    proofs.takeOn(copy).block();
    proofs.begin(copy).block();
    execute("update deep_proof set edition = edition - 1");
    assertThatThrownBy(() -> proofs.compare(copy).block()).hasMessage("Another edition answers");
    assertThat(deepProof()).isEqualTo(before);
    proofs.letGo(copy).block();
  }

  /** They say exactly how many there are of each measure (decision 0112). */
  @ParameterizedTest
  @ValueSource(strings = {"data-analyst", "basket-manager"})
  void showsItsItemsToTheNationalManagerOnly(String role) {
    watch.prove();
    assertThat(new WholeProof(service).read().get("items")).isNotEmpty();
    assertThat(deepProof().get("items")).isNotEmpty();
    http.get()
        .uri("/api/v1/proof")
        .headers(headers -> headers.setBearerAuth(TestTokens.token("a-1", "IL", role)))
        .exchange()
        .expectBody()
        .jsonPath("$.difference")
        .isEqualTo(0)
        .jsonPath("$.provedAt")
        .isNotEmpty()
        .jsonPath("$.items")
        .isEmpty()
        .jsonPath("$.deepProof.difference")
        .isEqualTo(0)
        .jsonPath("$.deepProof.items")
        .isEmpty();
  }

  private JsonNode deepProof() {
    return reader.get("/api/v1/proof").get("deepProof");
  }

  private JsonNode item() {
    return deepProof()
        .get("items")
        .valueStream()
        .filter(item -> item.get("code").asString().equals(MEASURE))
        .findFirst()
        .orElseThrow();
  }

  private double gauge() {
    return meters
        .get("retzef.reporting.deep-proof.difference")
        .tag("indicator", MEASURE)
        .gauge()
        .value();
  }

  private Editions.State state() {
    return Objects.requireNonNull(editions.state().block());
  }

  private void say(String trait) {
    execute("update fact set traits = array['" + trait + "'] where source = $1 and " + OF_MEASURE);
  }

  private void take() {
    execute("update fact set edition = 700000 where source = $1 and " + OF_MEASURE);
    moveFigures(-1);
  }

  private void giveBack() {
    execute(
        """
        update fact set edition = (select live from report_edition)
         where edition = 700000 and source = $1
        """);
    moveFigures(1);
  }

  /** Of the day, of the months after it and of the years after it, in each place. */
  private void moveFigures(int by) {
    move("figure_month", "month = '2006-06-01'", 6, by);
    move("figure_year", "year = '2006-01-01'", 7, by);
    move("figure_year", "year > '2006-01-01'", 1, by);
  }

  private void move(String totals, String rows, int place, int by) {
    execute(
        """
        update %s set totals = moved(totals, array[%d], array[%d::bigint])
          from figure_cell
         where id = cell and measure = '%s' and %s
           and (unit = 'IL.SOUTH.A2630.D1' or starts_with('IL.SOUTH.A2630.D1', unit || '.'))
           and (dimension = '' or value = 'MIFGASH')
        """
            .formatted(totals, place, by, MEASURE, rows));
  }

  private void execute(String sql) {
    database.sql(sql.replace("$1", "'" + enrolment + "'")).then().block();
  }

  private long facts() {
    return count("select count(*) from fact where source = $1 and " + OF_MEASURE);
  }

  private long leftOver() {
    return count(
        """
        select (select count(*) from fact where edition = 0)
             + (select count(*) from seat_plan where edition = 0)
             + (select count(*) from inbox where consumer = 'reporting.figures.0')
             + (select count(*) from inbox_stream where consumer = 'reporting.figures.0')
             + (select count(*) from deep_proof where holder is not null)
        """);
  }

  private long count(String sql) {
    return Objects.requireNonNull(
        database.sql(sql.replace("$1", "'" + enrolment + "'")).mapValue(Long.class).one().block());
  }
}
