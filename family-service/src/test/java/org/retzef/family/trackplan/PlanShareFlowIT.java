package org.retzef.family.trackplan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.family.Api;
import org.retzef.family.registration.Requests;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestEvents;
import org.retzef.platform.testing.TestTokens;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;

/** The newsletter's shares of September 2020 [S1] out of records. */
@RetzefIT
class PlanShareFlowIT {

  private static final int PORTION = 300;
  private static final String A_PORTION =
      "select id from family where sealed_contact = 'bulk' limit " + PORTION;

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;
  private Api national;
  private Api worker;

  @BeforeEach
  void callers() {
    national = new Api(http, TestTokens.token("n-1", "IL", "national-manager"));
    worker = new Api(http, TestTokens.token("w-1", Requests.DEPARTMENT, "family-social-worker"));
  }

  /** In portions: each statement has four seconds, on whatever machine. */
  @AfterEach
  void takeTheBulkAway() {
    run("delete from enrolment where reason = 'BULK'");
    long gone;
    do {
      gone = run("delete from family where id in (%s)".formatted(A_PORTION));
    } while (gone > 0);
  }

  @Test
  void has83And85PercentOfThePlansOfTheNewsletter() {
    String country = "IL";
    publish("NOSHMIM_ROUTINE", country, "2020", 3494, "2020-01-15");
    publish("MAPA", country, "2020", 176, "2020-01-15");
    enrolInBulk("NOSHMIM_ROUTINE", 2900 - enrolledByOthers("NOSHMIM_ROUTINE"));
    enrolInBulk("MAPA", 150 - enrolledByOthers("MAPA"));
    JsonNode noshmim = shares(country, "NOSHMIM_ROUTINE", "2020-09-18").getFirst();
    assertThat(noshmim.get("percent").asInt()).isEqualTo(83);
    assertThat(noshmim.get("numerator").asInt()).isEqualTo(2900);
    assertThat(noshmim.get("denominator").asInt()).isEqualTo(3494);
    assertThat(noshmim.get("planVersion").asInt()).isEqualTo(1);
    assertThat(noshmim.get("publishedOn").asString()).isEqualTo("2020-01-15");
    assertThat(noshmim.get("asOf").asString()).isEqualTo("2020-09-18");
    JsonNode mapa = shares(country, "MAPA", "2020-09-18").getFirst();
    assertThat(mapa.get("percent").asInt()).isEqualTo(85);
    assertThat(mapa.get("numerator").asInt()).isEqualTo(150);

    publish("NOSHMIM_ROUTINE", country, "2020", 3280, "2020-06-01");
    List<JsonNode> both = shares(country, "NOSHMIM_ROUTINE", "2020-09-18");
    assertThat(both).extracting(share -> share.get("planVersion").asInt()).containsExactly(2, 1);
    assertThat(both).extracting(share -> share.get("percent").asInt()).containsExactly(88, 83);
    assertThat(shares(country, "NOSHMIM_ROUTINE", "2020-05-31"))
        .extracting(share -> share.get("denominator").asInt())
        .containsExactly(3494);
  }

  @Test
  void answersNoDenominatorAndNeverANumberWhereNoPlanHolds() {
    List<JsonNode> shares = shares("IL", "NOSHMIM_ROUTINE", "2019-09-18");
    assertThat(shares).hasSize(1);
    assertThat(shares.getFirst().get("code").asString()).isEqualTo("no-denominator");
    assertThat(shares.getFirst().get("percent").isNull()).isTrue();
    assertThat(shares.getFirst().get("denominator").isNull()).isTrue();
    assertThat(shares("IL.SOUTH", "MAPA", "2021-06-01").getFirst().get("code").asString())
        .isEqualTo("no-denominator");
    assertThat(national.get("/units/IL/plan-shares?asOf=2999-01-01").faults())
        .isEqualTo("[asOf date-in-future]");
    assertThat(national.get("/units/IL/plan-shares?asOf=2020-02-30").status()).isEqualTo(400);
  }

  @Test
  void plansTheFamiliesOfTheBudgetOf2021InEightTracksOfFiveProgrammes() {
    List<JsonNode> tracks = items(national.get("/tracks"));
    assertThat(tracks).hasSize(8);
    assertThat(tracks.stream().map(track -> track.get("programme").asString()).distinct())
        .hasSize(5);
    int all = tracks.stream().mapToInt(track -> seatsOf2021(track.get("code").asString())).sum();
    int noshmim =
        tracks.stream()
            .filter(track -> track.get("programme").asString().equals("NOSHMIM"))
            .mapToInt(track -> seatsOf2021(track.get("code").asString()))
            .sum();
    assertThat(all).isEqualTo(4990);
    assertThat(noshmim).isEqualTo(4060);
  }

  @Test
  void tellsForWhomEachTrackIsInThreeLanguages() {
    for (JsonNode track : items(national.get("/tracks"))) {
      Api.Answer told = national.get("/tracks/" + track.get("code").asString());
      assertThat(told.body().get("descriptions").values())
          .extracting(words -> words.get("language").asString())
          .containsExactly("he", "ar", "en");
      for (String what : List.of("targetGroup", "goals", "uniqueness")) {
        assertThat(told.body().get("descriptions").findValuesAsString(what))
            .as(what)
            .hasSize(3)
            .noneMatch(String::isBlank);
      }
      assertThat(told.text("source")).isNotBlank();
    }
    assertThat(national.get("/tracks/NOWHERE").code()).isEqualTo("track-not-found");
  }

  @Test
  void neverChangesAPlanAndCountsItsVersionsWhoeverPublishesAtOnce() {
    try (var events = TestEvents.on("retzef.organisation.events")) {
      List<Api.Answer> answers =
          Flux.range(1, 5)
              .flatMap(
                  seats ->
                      Mono.fromCallable(
                              () ->
                                  publish("MIFGASH", "IL.SOUTH.A2630", "2026", seats, "2025-12-01"))
                          .subscribeOn(Schedulers.boundedElastic()))
              .collectList()
              .block();
      assertThat(answers)
          .extracting(answer -> answer.body().get("version").asInt())
          .containsExactlyInAnyOrder(1, 2, 3, 4, 5);
      for (Api.Answer answer : answers) {
        assertThat(events.await(1, answer.text("id")).getFirst().json())
            .contains("\"seats\":" + answer.body().get("seats").asInt());
      }
    }
    assertThat(
            items(
                national.get(
                    "/track-plans?unit=IL.SOUTH.A2630&track=MIFGASH&asOf=2026-01-01&limit=200")))
        .hasSize(5);
    assertThat(items(national.get("/track-plans?unit=IL.SOUTH.A2630&asOf=2025-11-30"))).isEmpty();
  }

  @Test
  void refusesAPlanThatMakesNoSenseAndWhoMayNotPublish() {
    assertThat(
            national
                .post(
                    "/track-plans",
                    """
                    {"track": "MAPA", "unit": "IL", "from": "2026-01-02", "until": "2026-01-01",
                     "seats": 5, "publishedOn": "2999-01-01"}
                    """)
                .faults())
        .isEqualTo("[publishedOn date-in-future, until date-before-start]");
    assertThat(publish("NOTHING", "IL", "2026", 5, "2025-01-01").faults())
        .isEqualTo("[track track-unknown]");
    assertThat(publish("MAPA", "IL.SOUTH.A9998", "2026", 5, "2025-01-01").status()).isEqualTo(404);
    assertThat(publish("MAPA", "IL", "2026", -1, "2025-01-01").status()).isEqualTo(400);
    assertThat(
            worker
                .post("/track-plans", plan("MAPA", Requests.DEPARTMENT, "2026", 5, "2025-01-01"))
                .status())
        .isEqualTo(403);
    assertThat(worker.get("/units/IL/plan-shares").status()).isEqualTo(404);
    String elsewhere = "IL.JERUSALEM.A3000.D1";
    assertThat(publish("MAPA", elsewhere, "2026", 5, "2025-01-01").status()).isEqualTo(201);
    String plans = "/track-plans?unit=" + elsewhere;
    assertThat(national.get(plans).body().get("items")).isNotEmpty();
    assertThat(worker.get(plans).body().get("items")).isEmpty();
  }

  /** All tests share one country. */
  private int enrolledByOthers(String track) {
    return shares("IL", track, "2020-09-18").getFirst().get("numerator").asInt();
  }

  private int seatsOf2021(String track) {
    return planOf2021(track).get("denominator").asInt();
  }

  private JsonNode planOf2021(String track) {
    return shares("IL", track, "2021-06-01").getLast();
  }

  private List<JsonNode> shares(String unit, String track, String asOf) {
    return items(
        national.get("/units/%s/plan-shares?track=%s&asOf=%s".formatted(unit, track, asOf)));
  }

  private static List<JsonNode> items(Api.Answer answer) {
    return List.copyOf(answer.body().get("items").values());
  }

  private Api.Answer publish(
      String track, String unit, String year, int seats, String publishedOn) {
    return national.post("/track-plans", plan(track, unit, year, seats, publishedOn));
  }

  private static String plan(
      String track, String unit, String year, int seats, String publishedOn) {
    return """
    {"track": "%s", "unit": "%s", "from": "%s-01-01", "until": "%s-12-31", "seats": %d,
     "publishedOn": "%s"}
    """
        .formatted(track, unit, year, year, seats, publishedOn);
  }

  /** Straight into the tables: some three thousand families one by one would take minutes. */
  private void enrolInBulk(String track, int families) {
    for (int left = families; left > 0; left -= PORTION) {
      enrol(track, Math.min(left, PORTION));
    }
  }

  private void enrol(String track, int families) {
    run(
        """
        with new as (
          insert into family
            (id, unit, preferred_language, sealed_contact, registered_at, contact_since)
          select uuidv7(), 'IL.SOUTH.A2630.D1', 'he', 'bulk', '2020-01-01', '2020-01-01'
            from generate_series(1, %d)
          returning id)
        insert into enrolment (id, family_id, track, start_date, end_date, outcome, reason)
        select uuidv7(), id, '%s', '2020-03-01', '2020-12-31', 'LEFT', 'BULK' from new
        """
            .formatted(families, track));
  }

  private long run(String sql) {
    return Objects.requireNonNull(database.sql(sql).fetch().rowsUpdated().block());
  }
}
