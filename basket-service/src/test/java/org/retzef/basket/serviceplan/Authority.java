package org.retzef.basket.serviceplan;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.retzef.basket.Desk;
import org.retzef.platform.testing.Answers;
import org.springframework.http.HttpMethod;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;

/** An authority of its own for a test, with two people who decide there, and those who look on. */
final class Authority {

  private static final AtomicInteger NEXT = new AtomicInteger(7000);

  final String unit = "IL.SOUTH.A" + NEXT.incrementAndGet();
  final Desk head;
  final Desk second;
  final Desk budgets;
  final Desk supervisor;
  final Desk national;
  private final DatabaseClient database;

  Authority(WebTestClient http, DatabaseClient database) {
    this.database = database;
    Desk.knowsUnits(database, unit);
    head = Desk.of(http, "planner-1", unit, "department-head");
    second = Desk.of(http, "planner-2", unit, "department-head");
    budgets = Desk.basketManager(http);
    supervisor = Desk.of(http, "supervisor-1", "IL.SOUTH", "supervisor");
    national = Desk.of(http, "national-1", "IL", "national-manager");
  }

  WebTestClient.ResponseSpec asksFor(int year) {
    return head.post("/service-plans", "{\"unit\": \"%s\", \"year\": %d}".formatted(unit, year));
  }

  /** Begins a plan; answers its path. */
  String begins(int year) {
    return "/service-plans/" + Answers.id(asksFor(year));
  }

  /** A plan with its budget for the community. */
  String begins(int year, String communityBudget) {
    String plan = begins(year);
    fund(plan, communityBudget);
    return plan;
  }

  void fund(String plan, String communityBudget) {
    String amount = "{\"amount\": \"" + communityBudget + "\"}";
    budgets
        .send(HttpMethod.PUT, plan + "/community-budget", amount, budgets.eTag(plan), null)
        .expectStatus()
        .isOk();
  }

  /** With the version that it has now. */
  static WebTestClient.ResponseSpec put(Desk desk, String path, String body) {
    return desk.send(HttpMethod.PUT, path, body, desk.eTag(path), null);
  }

  WebTestClient.ResponseSpec saves(String plan, int station, String body) {
    int known = Math.min(station, Station.COUNT); // a seventh has no version
    return head.send(
        HttpMethod.PUT,
        plan + "/stations/" + station,
        body,
        head.eTag(plan + "/stations/" + known),
        null);
  }

  /** Does all that a plan needs before somebody can decide on it, but for its services. */
  void prepares(String plan) {
    IntStream.rangeClosed(1, 5)
        .forEach(
            station ->
                saves(plan, station, "{\"status\": \"DONE\", \"entries\": []}")
                    .expectStatus()
                    .isOk());
    head.patch(
            plan,
            """
            {"reserve": "1000.00",
             "consulted": [{"party": "SERVICE_USERS", "way": "ONLINE_SURVEY", "on": "2024-05-01"}]}
            """,
            head.eTag(plan))
        .expectStatus()
        .isOk();
  }

  String adds(String plan, String item) {
    return Answers.id(head.post(plan + "/items", item));
  }

  WebTestClient.ResponseSpec submits(String plan) {
    return head.post(plan + "/submission", null, head.eTag(plan));
  }

  WebTestClient.ResponseSpec approves(Desk desk, String plan) {
    return desk.post(plan + "/approval", "{\"decision\": \"APPROVE\"}", desk.eTag(plan));
  }

  WebTestClient.ResponseSpec moves(String plan, String step) {
    return head.post(plan + "/cycle", "{\"step\": \"%s\"}".formatted(step), head.eTag(plan));
  }

  /** A plan of the year with one self-developed service, approved; answers its path. */
  String approved(int year) {
    String plan = begins(year, "100000.00");
    prepares(plan);
    adds(plan, item(true, "20000.00"));
    submits(plan).expectStatus().isCreated();
    approves(second, plan).expectStatus().isCreated();
    return plan;
  }

  /** Some twenty women who knit together, once a week [S2]. */
  static String item(boolean selfDeveloped, String cost) {
    return """
        {"name": "סורגות קהילה", "goals": ["BELONGING"], "selfDeveloped": %s,
         "outcome": "פחות בדידות", "output": "קבוצה שבועית", "inputs": "צמר, מנחה",
         "cost": "%s", "participants": 20, "groupSize": 20, "frequency": "WEEKLY"}
        """
        .formatted(selfDeveloped, cost);
  }

  /** How many events were told of a plan. */
  long newsOf(String plan) {
    return database
        .sql("select count(*) as news from outbox where aggregate_id = :id")
        .bind("id", plan.substring(plan.lastIndexOf('/') + 1))
        .map(row -> row.get("news", Long.class))
        .one()
        .block();
  }
}
