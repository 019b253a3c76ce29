package org.retzef.rights.screening;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.outbox.Commands;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestEvent;
import org.retzef.platform.testing.TestEvents;
import org.retzef.rights.Desk;
import org.retzef.rights.TestFamilies;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

@RetzefIT
class NightScreeningIT {

  private static final String UNIT = "IL.HAIFA_NORTH.A4000.D9";
  private static final String HEAD = Desk.token("head-9", UNIT, "department-head");
  private static final LocalDate NIGHT = LocalDate.now(ZoneId.of("Asia/Jerusalem")).plusDays(2);

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;
  @Autowired private Commands commands;
  @Autowired private ScreeningRuns runs;
  private Desk desk;

  @BeforeEach
  void openTheDesk() {
    desk = new Desk(http);
  }

  @Test
  void screensOnceANightWhoseLastScreeningIsOutOfDateHoweverManyCopiesBegin() throws Exception {
    List<UUID> families = new TestFamilies(database).registered(UNIT, 2, 1, 4);
    UUID fresh = families.getFirst();
    screenedNow(fresh);
    lastScreenedOn(fresh, NIGHT.minusDays(1));
    Callable<Integer> copy = () -> open(NIGHT);
    try (var copies = Executors.newFixedThreadPool(3)) {
      int opened = 0;
      for (var answer : copies.invokeAll(List.of(copy, copy, copy))) {
        opened += answer.get();
      }
      assertThat(opened).isEqualTo(1);
    }
    assertThat(open(NIGHT)).isZero(); // a copy that starts later, in the same night
    JsonNode run = desk.all(HEAD, "screenings/runs?limit=1").getFirst();
    assertThat(run.get("night").asString()).isEqualTo(NIGHT.toString());
    assertThat(run.get("unit").asString()).isEqualTo(UNIT);
    assertThat(run.get("families").asInt()).isEqualTo(3);
    String path = "screenings/runs/" + run.get("id").asString();
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> desk.read(HEAD, path).get("screened").asInt() == 3);
    for (UUID family : families) {
      assertThat(desk.all(HEAD, "screenings?familyId=" + family)).hasSize(1);
    }
    families.forEach(family -> lastScreenedOn(family, NIGHT));
    assertThat(open(NIGHT.plusDays(1))).isZero(); // all are up to date
    grown(fresh);
    lastScreenedOn(fresh, LocalDate.now(ZoneId.of("Asia/Jerusalem")).minusDays(1));
    assertThat(open(NIGHT.plusDays(2))).isEqualTo(1);
    assertThat(desk.all(HEAD, "screenings/runs").getLast().get("families").asInt()).isEqualTo(1);
    assertThat(open(NIGHT.plusDays(40))).isEqualTo(1); // a month later all of them
    assertThat(desk.all(HEAD, "screenings/runs").getLast().get("families").asInt()).isEqualTo(4);
  }

  @Test
  void givesAFamilyBackWhenACopyDiesAndNoTwoCopiesTheSame() {
    String unit = "IL.HAIFA_NORTH.A4000.D12";
    Set<UUID> families = Set.copyOf(new TestFamilies(database).registered(unit, 2, 1, 2));
    desk.accepted(
        Desk.token("head-12", unit, "department-head"),
        "screenings/runs",
        "{\"unit\":\"%s\",\"notBefore\":\"2090-01-01T00:00:00Z\"}".formatted(unit));
    Instant then = Instant.parse("2090-01-02T00:00:00Z"); // nobody else looks so far ahead
    List<UUID> taken = new ArrayList<>();
    var dying =
        commands.run(
            () ->
                runs.take(then)
                    .doOnNext(next -> taken.add(next.familyId()))
                    .then(Mono.<Void>error(new IllegalStateException("killed"))));
    assertThatException().isThrownBy(dying::block).withMessage("killed");
    commands
        .run(
            () ->
                runs.take(then)
                    .doOnNext(first -> taken.add(first.familyId()))
                    .flatMap( // another copy looks while the first one is at work
                        _ -> Mono.fromFuture(commands.run(() -> runs.take(then)).toFuture()))
                    .doOnNext(second -> taken.add(second.familyId()))
                    .then())
        .block();
    assertThat(taken).hasSize(3);
    assertThat(taken.get(1)).isEqualTo(taken.get(0));
    assertThat(Set.copyOf(taken)).isEqualTo(families);
  }

  @Test
  void listsRunsOfTheCallersUnitsAlone() {
    String runId = "screenings/runs";
    assertThat(desk.all(Desk.HEAD, runId).toString()).doesNotContain(UNIT);
    desk.get(Desk.WORKER, runId).expectStatus().isForbidden();
  }

  @Test
  void isNightBetweenItsHoursAndNeverWhereTheyAreTheSame() {
    NightSettings night = new NightSettings(LocalTime.of(1, 0), LocalTime.of(5, 0), Duration.ZERO);
    assertThat(night.isNight(LocalTime.of(0, 59))).isFalse();
    assertThat(night.isNight(LocalTime.of(1, 0))).isTrue();
    assertThat(night.isNight(LocalTime.of(4, 59))).isTrue();
    assertThat(night.isNight(LocalTime.of(5, 0))).isFalse();
    NightSettings never = new NightSettings(LocalTime.of(1, 0), LocalTime.of(1, 0), Duration.ZERO);
    assertThat(never.isNight(LocalTime.of(1, 0))).isFalse();
  }

  private int open(LocalDate night) {
    return commands.run(() -> runs.openNight(new UnitPath(UNIT), night, Instant.now())).block();
  }

  private void screenedNow(UUID family) {
    desk.created(HEAD, "screenings", "{\"familyId\":\"%s\"}".formatted(family));
  }

  private void lastScreenedOn(UUID family, LocalDate day) {
    database
        .sql(
            "update screening set made_at = cast(:day as date) + time '12:00' where family_id = :id")
        .bind("day", day)
        .bind("id", family)
        .then()
        .block();
  }

  /** The household grew today, and so after a screening of yesterday. */
  private void grown(UUID family) {
    try (var events = TestEvents.on("retzef.family.events")) {
      events.publish(
          TestEvent.of(
              "org.retzef.member.joined.v1",
              family.toString(),
              2,
              """
              {"familyId":"%s","memberId":"%s","unit":"%s","members":3,"minors":2,
               "joinedOn":"2026-01-12"}"""
                  .formatted(family, UUID.randomUUID(), UNIT)));
    }
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                database
                    .sql(
                        "select changed_at is not null as changed from known_family where id = :id")
                    .bind("id", family)
                    .map(row -> row.get("changed", Boolean.class))
                    .one()
                    .block());
  }
}
