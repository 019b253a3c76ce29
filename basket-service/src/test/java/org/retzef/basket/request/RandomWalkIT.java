package org.retzef.basket.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.retzef.basket.Desk;
import org.retzef.basket.basket.BasketMoney;
import org.retzef.basket.money.Money;
import org.retzef.platform.outbox.Commands;
import org.retzef.platform.problem.Refusal;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.RetzefIT;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Mono;

/**
 * M3: whatever is tried with requests in whatever order, the database says after each step what a
 * small model says. Some walks at once: each has a basket of its own. The short form runs here;
 * {@code -Dretzef.walks=1000 -Dretzef.walk-steps=50} is the long one.
 */
@RetzefIT
class RandomWalkIT {

  private static final int WALKS = Integer.getInteger("retzef.walks", 6);
  private static final int STEPS = Integer.getInteger("retzef.walk-steps", 40);
  private static final long SEED = Long.getLong("retzef.seed", 20200918);
  private static final int AT_ONCE = 3;
  private static final long CEILING = 800_000;

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;
  @Autowired private RequestSteps steps;
  @Autowired private BasketMoney money;
  @Autowired private Commands commands;

  /** The last one of each request. */
  private final Map<UUID, UUID> payments = new ConcurrentHashMap<>();

  @Test
  void theDatabaseSaysWhatTheModelSaysAfterEachStep() throws Exception {
    Set<RequestStep> taken = ConcurrentHashMap.newKeySet();
    try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
      List<Callable<Void>> walks = new ArrayList<>();
      for (int walk = 0; walk < WALKS; walk++) {
        long seed = SEED + walk;
        walks.add(
            () -> {
              walk(seed, taken);
              return null;
            });
      }
      for (Future<Void> walked : threads.invokeAll(walks)) {
        walked.get();
      }
    }
    assertThat(taken)
        .as("steps that the walks took")
        .contains(
            RequestStep.APPROVE,
            RequestStep.REJECT,
            RequestStep.ORDER,
            RequestStep.PAY,
            RequestStep.REVERSE);
    assertThat(Desk.basketManager(http).read("/ledger/proof").get("difference").asString())
        .isEqualTo("0.00");
  }

  /** In a basket of its own. */
  private void walk(long seed, Set<RequestStep> taken) {
    var random = new Random(seed);
    var model = new Model(Desk.worker(http).opensABasket("NOSHMIM_ROUTINE"));
    for (int i = 0; i < STEPS; i++) {
      walkOneStep(random, model, taken);
      assertThat(balances(model.basket)).as("seed %d, step %d", seed, i).isEqualTo(model.said());
    }
  }

  private void walkOneStep(Random random, Model model, Set<RequestStep> taken) {
    if (model.requests.isEmpty() || random.nextInt(12) == 0) {
      long amount = 100L * (1 + random.nextInt(3_000));
      var answer =
          Desk.worker(http)
              .post(
                  "/baskets/" + model.basket + "/requests",
                  Desk.request(new Money(amount).toString()));
      if (amount <= model.left()) {
        model.requests.add(new Model.Asked(UUID.fromString(Answers.id(answer)), amount));
      } else {
        Answers.refused(answer, 409, "basket-exceeded");
      }
      return;
    }
    int last = model.requests.size() - 1;
    var asked = model.requests.get(last - random.nextInt(Math.min(2, last + 1)));
    var step = anyStep(random, asked);
    boolean expected = model.takes(asked, step);
    assertThat(takes(asked.id, step)).as("%s of %s", step, asked).isEqualTo(expected);
    if (expected) {
      taken.add(step);
    }
  }

  /** Half of them such as the table allows and as do not end it, so that the walks come far. */
  private static RequestStep anyStep(Random random, Model.Asked asked) {
    List<RequestStep> all = List.of(RequestStep.values());
    List<RequestStep> allowed =
        all.stream()
            .filter(step -> step.from().contains(asked.status))
            .filter(step -> step != RequestStep.WITHDRAW && step != RequestStep.EXPIRE)
            .toList();
    List<RequestStep> some = allowed.isEmpty() || random.nextBoolean() ? all : allowed;
    return some.get(random.nextInt(some.size()));
  }

  /** Below the doors, where only the table and the ledger stand in the way. */
  private boolean takes(UUID id, RequestStep step) {
    try {
      commands.run(() -> take(id, step)).block();
      return true;
    } catch (Refusal refused) {
      assertThat(refused.code()).isIn("step-not-allowed", "basket-exceeded");
      return false;
    }
  }

  private Mono<Void> take(UUID id, RequestStep step) {
    return steps
        .take(id, step, step == RequestStep.SUBMIT || step == RequestStep.EDIT ? "asker" : "walker")
        .delayUntil(moved -> step == RequestStep.APPROVE ? decision(id) : Mono.empty())
        .flatMap(
            moved ->
                switch (step) {
                  case PAY -> pay(moved);
                  case REVERSE -> takeBack(moved);
                  default -> steps.settle(moved);
                });
  }

  private Mono<Void> pay(RequestMoved moved) {
    UUID payment = UUID.randomUUID();
    payments.put(moved.requestId(), payment);
    return money.pay(moved.basketId(), moved.amount(), moved.amount(), payment).then();
  }

  private Mono<Void> takeBack(RequestMoved moved) {
    UUID payment = Objects.requireNonNull(payments.get(moved.requestId()));
    return money.takeBack(moved.basketId(), moved.amount(), moved.amount(), payment).then();
  }

  private Mono<Void> decision(UUID id) {
    return database
        .sql(
            """
            insert into decision (id, request_id, round, decision, tier, decided_by, decided_on)
            select uuidv7(), id, round, 'APPROVE', 4, 'walker', current_date
              from basket_request where id = :id
            """)
        .bind("id", id)
        .then();
  }

  private String balances(String basket) {
    var now = Desk.worker(http).read("/baskets/" + basket);
    return "%s %s %s"
        .formatted(
            now.get("reserved").asString(),
            now.get("spent").asString(),
            now.get("left").asString());
  }

  /** Where each request of a basket stands, and what follows from it for the money. */
  private static final class Model {

    private final String basket;
    private final List<Asked> requests = new ArrayList<>();

    private Model(String basket) {
      this.basket = basket;
    }

    private boolean takes(Asked asked, RequestStep step) {
      if (!step.from().contains(asked.status)) {
        return false;
      }
      boolean binds = !asked.status.holdsMoney() && step.to().holdsMoney();
      if (binds && asked.amount > left()) {
        return false;
      }
      asked.status = step.to();
      return true;
    }

    private long left() {
      return CEILING - sum(true) - sum(false);
    }

    private long sum(boolean paid) {
      return requests.stream()
          .filter(asked -> asked.status.holdsMoney())
          .filter(asked -> (asked.status == RequestStatus.PAID) == paid)
          .mapToLong(asked -> asked.amount)
          .sum();
    }

    private String said() {
      return "%s %s %s".formatted(new Money(sum(false)), new Money(sum(true)), new Money(left()));
    }

    private static final class Asked {

      private final UUID id;
      private final long amount;
      private RequestStatus status = RequestStatus.SUBMITTED;

      private Asked(UUID id, long amount) {
        this.id = id;
        this.amount = amount;
      }

      @Override
      public String toString() {
        return id + " " + status;
      }
    }
  }

  @Test
  void theDatabasesTableOfStepsIsTheCodes() {
    Set<String> inTheDatabase =
        database
            .sql(
                "select step || ' ' || from_status || ' ' || to_status as row from request_transition")
            .map(row -> row.get("row", String.class))
            .all()
            .collect(Collectors.toSet())
            .block();
    Set<String> inTheCode =
        Set.of(RequestStep.values()).stream()
            .flatMap(step -> step.from().stream().map(from -> step + " " + from + " " + step.to()))
            .collect(Collectors.toSet());
    assertThat(inTheDatabase).isEqualTo(inTheCode);
  }

  @Test
  void theDatabaseRefusesWhatTheMachineRefuses() {
    String basket = Desk.worker(http).opensABasket("NOSHMIM_ROUTINE");
    String id = Desk.worker(http).asks(basket, "1900.00");
    for (String status :
        List.of("ORDERED", "DELIVERED", "RECEIVED", "PAID", "DISPUTED", "EXPIRED")) {
      refused("update basket_request set status = '" + status + "' where id = '%s'", id, "no step");
    }
    refused("update basket_request set status = 'APPROVED' where id = '%s'", id, "by nobody");
    String decision =
        """
        insert into decision (id, request_id, decision, tier, decided_by, decided_on)
        values (uuidv7(), '%s', 'APPROVE', TIER, 'WHO', current_date)
        """;
    refused(decision.replace("TIER", "1").replace("WHO", "lead-1"), id, "tier 2 is needed");
    refused(decision.replace("TIER", "4").replace("WHO", "worker-1"), id, "their own");
    refused(
        """
        insert into voucher (id, request_id, vendor_id, content, issued_by, issued_on)
        select uuidv7(), '%s', id, '{}', 'x', current_date from vendor limit 1
        """,
        id, "not ordered");
    Desk.head(http)
        .decides(id, "{\"decision\":\"REJECT\",\"reasonCode\":\"OTHER\"}")
        .expectStatus()
        .isCreated();
    refused("update basket_request set status = 'APPROVED' where id = '%s'", id, "no step");
    refused("delete from request_step where request_id = '%s'", id, "is refused");
    refused("update decision set decision = 'APPROVE' where request_id = '%s'", id, "is refused");
  }

  private void refused(String sql, String id, String why) {
    assertThatThrownBy(() -> database.sql(sql.formatted(id)).then().block())
        .as(sql)
        .hasStackTraceContaining(why);
  }
}
