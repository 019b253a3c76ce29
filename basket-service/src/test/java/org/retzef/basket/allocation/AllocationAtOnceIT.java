package org.retzef.basket.allocation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.basket.Deadlocks;
import org.retzef.basket.Desk;
import org.retzef.basket.Race;
import org.retzef.basket.ReferenceFile;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.Patiently;
import org.retzef.platform.testing.RetzefIT;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** A budget whose money many move at once. */
@RetzefIT
class AllocationAtOnceIT {

  private static final int MOVES = Integer.getInteger("retzef.moves", 20);

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;

  private AllocationDesk desk;

  @BeforeEach
  void openDesk() {
    desk = new AllocationDesk(http);
    Desk.knowsUnits(
        database, "IL.SOUTH", "IL.SOUTH.A2630", "IL.SOUTH.A0070", "IL.HAIFA_NORTH", "IL.JERUSALEM");
  }

  @Test
  void doesATransferOnceForTwentyCopiesWithOneKey() throws Exception {
    String budget = desk.loads(2004);
    String path = "/budgets/" + budget + "/allocations";
    String body = AllocationDesk.move("MAPA", "IL", "IL.SOUTH", "1000.00");
    var answers =
        Race.of(
            20,
            i ->
                Patiently.ask(
                    () -> desk.manager().send(HttpMethod.POST, path, body, null, "the-same-key")));
    assertThat(answers).extracting(answer -> answer.getStatus().value()).containsOnly(201);
    assertThat(answers.stream().map(answer -> new String(answer.getResponseBody())).distinct())
        .hasSize(1);
    assertThat(desk.line(budget, "MAPA").get("allocated").asString()).isEqualTo("1000.00");
    Answers.refused(
        desk.manager()
            .send(HttpMethod.POST, path, body.replace("1000.00", "2000.00"), null, "the-same-key"),
        422,
        "idempotency-key-reused");
  }

  /**
   * M1: eight budgets, sixteen clients, random transfers, readers all the time. The short form runs
   * here; {@code -Dretzef.moves=700} is more than 10,000 transfers.
   */
  @Test
  void alwaysSumsToTheWholeWhileSixteenMoveMoneyAtRandom() throws Exception {
    String budget = desk.loads(2005);
    List<String> tracks =
        ReferenceFile.rows("budget-2021.csv").stream().map(row -> row[0]).toList();
    AtomicBoolean moving = new AtomicBoolean(true);
    AtomicInteger reads = new AtomicInteger();
    List<Integer> statuses = new ArrayList<>();
    long deadlocks = Deadlocks.soFar(database);
    List<List<Integer>> answers =
        Race.of(
            18,
            i -> {
              List<Integer> seen = new ArrayList<>();
              if (i >= 16) {
                while (moving.get()) {
                  JsonNode position = desk.position(budget);
                  assertThat(position.get("total").asString()).isEqualTo("59045000.00");
                  assertThat(position.toString()).doesNotContain("\"-");
                  reads.incrementAndGet();
                }
                return seen;
              }
              var random = new Random(i);
              for (int n = 0; n < MOVES; n++) {
                String from = tracks.get(random.nextInt(8));
                String to = tracks.get(random.nextInt(8));
                String amount = "%d.%02d".formatted(random.nextInt(9_000_000), random.nextInt(100));
                seen.add(
                    Patiently.ask(() -> desk.movesAcross(budget, from, to, amount))
                        .getStatus()
                        .value());
              }
              if (i == 0) {
                moving.set(false);
              }
              return seen;
            });
    answers.forEach(statuses::addAll);
    assertThat(statuses.stream().collect(Collectors.toSet())).isSubsetOf(201, 400, 409);
    assertThat(statuses.stream().filter(status -> status == 201)).hasSizeGreaterThan(2 * MOVES);
    assertThat(reads.get()).isPositive();
    assertThat(Deadlocks.soFar(database)).isEqualTo(deadlocks);
    assertThat(desk.position(budget).get("total").asString()).isEqualTo("59045000.00");
    assertThat(desk.manager().read("/ledger/proof").get("difference").asString()).isEqualTo("0.00");
  }

  /** M10: opposite orders of two lines, from both sides at once. */
  @Test
  void neverFailsWhenTwoLinesAreMovedInOppositeOrders() throws Exception {
    String budget = desk.loads(2006);
    long deadlocks = Deadlocks.soFar(database);
    List<String> answers =
        Race.of(
            40,
            i -> {
              String from = i % 2 == 0 ? "MAPA" : "MIFGASH";
              String to = i % 2 == 0 ? "MIFGASH" : "MAPA";
              return Answers.json(Patiently.ask(() -> desk.movesAcross(budget, from, to, "1.00")))
                  .path("code")
                  .asString("moved");
            });
    assertThat(answers).containsOnly("moved");
    assertThat(Deadlocks.soFar(database)).isEqualTo(deadlocks);
  }
}
