package org.retzef.basket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.RetzefIT;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;

/**
 * Decision 0039: of a command that goes the short way, one statement writes everything: its own
 * rows, its news, its key with the answer. PostgreSQL notes with each row which transaction wrote
 * it, and by which of its commands.
 */
@RetzefIT
class OneStatementIT {

  private static final String KEY =
      """
      select 'idempotency_key' as written, xmin, cmin from idempotency_key where key = :key
      """;

  /** The relay writes into what it has told: the row's time and its head stand for it. */
  private static final String NEWS =
      """
      union all
      select 'outbox', head.xmin, head.cmin
        from idempotency_key
        join outbox using (created_at)
        join outbox_head head
          on head.topic = outbox.topic and head.aggregate_id = outbox.aggregate_id
             and version = agg_version
       where key = :key and outbox.aggregate_id = :id::text
      """;

  private static final String REQUEST =
      """
      union all
      select 'basket_request', xmin, cmin from basket_request where id = :id
      union all
      select 'request_step', xmin, cmin from request_step where request_id = :id and step = :step
      """;

  private static final String ITEM =
      """
      union all
      select 'request_item', xmin, cmin from request_item where request_id = :id
      """;

  private static final String DECISION =
      """
      union all
      select 'decision', xmin, cmin from decision where request_id = :id
      """;

  private static final String POSTING =
      """
      union all
      select 'posting', xmin, cmin from posting where :id in (id, reference)
      union all
      select 'entry', entry.xmin, entry.cmin
        from entry join posting on posting.id = posting_id where :id in (posting.id, reference)
      """;

  private static final String MOVEMENT =
      """
      union all
      select 'budget_movement', xmin, cmin from budget_movement where posting_id = :id
      """;

  /** The tables with rows of the command, and how many statements wrote them. */
  private record Written(List<String> tables, long statements) {}

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;

  private final String key = UUID.randomUUID().toString();

  @Test
  void askingOutOfABasketIsOneStatement() {
    String basket = worker().opensABasket("NOSHMIM_ROUTINE");
    String id = asks(basket);
    assertThat(written(KEY + NEWS + REQUEST + ITEM + POSTING, id, "SUBMIT"))
        .isEqualTo(
            new Written(
                List.of(
                    "basket_request",
                    "entry",
                    "idempotency_key",
                    "outbox",
                    "posting",
                    "request_item",
                    "request_step"),
                1));
  }

  @Test
  void approvingAloneIsOneStatement() {
    String id = worker().asks(worker().opensABasket("NOSHMIM_ROUTINE"), "10.00");
    String path = "/requests/" + id;
    Desk.head(http)
        .send(
            HttpMethod.POST,
            path + "/decisions",
            "{\"decision\":\"APPROVE\"}",
            worker().eTag(path),
            key)
        .expectStatus()
        .isCreated();
    assertThat(written(KEY + NEWS + REQUEST + DECISION, id, "APPROVE"))
        .isEqualTo(
            new Written(
                List.of("basket_request", "decision", "idempotency_key", "outbox", "request_step"),
                1));
  }

  @Test
  void movingABudgetsMoneyIsOneStatement() {
    Desk manager = Desk.basketManager(http);
    String budget =
        Answers.id(
            manager.post(
                "/budgets",
                """
                {"year": 2051, "rows": [
                  {"track": "MAPA", "families": 2, "basket": "100.00", "total": "200.00"},
                  {"track": "MIFGASH", "families": 2, "basket": "100.00", "total": "200.00"}]}
                """));
    String id =
        Answers.id(
            manager.send(
                HttpMethod.POST,
                "/budgets/" + budget + "/allocations",
                """
                {"from": {"track": "MAPA", "unit": "IL"}, "to": {"track": "MIFGASH", "unit": "IL"},
                 "amount": "1.00"}
                """,
                null,
                key));
    assertThat(written(KEY + POSTING + MOVEMENT, id, null))
        .isEqualTo(
            new Written(List.of("budget_movement", "entry", "idempotency_key", "posting"), 1));
  }

  private String asks(String basket) {
    return Answers.id(
        worker()
            .send(
                HttpMethod.POST,
                "/baskets/" + basket + "/requests",
                Desk.request("10.00"),
                null,
                key));
  }

  /**
   * @param id what the command made, or decided on
   * @param step of the request; null where there is none
   */
  private Written written(String rows, String id, @Nullable String step) {
    var statement =
        database
            .sql(
                """
                select array_agg(distinct written order by written) as tables,
                       count(distinct (xmin::text, cmin::text)) as statements
                  from (%s) as row
                """
                    .formatted(rows))
            .bind("key", key)
            .bind("id", UUID.fromString(id));
    return (step == null ? statement : statement.bind("step", step))
        .map(
            row ->
                new Written(
                    List.of(row.get("tables", String[].class)), row.get("statements", Long.class)))
        .one()
        .block();
  }

  private Desk worker() {
    return Desk.worker(http);
  }
}
