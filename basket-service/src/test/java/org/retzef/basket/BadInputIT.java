package org.retzef.basket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.retzef.basket.voucher.Deliveries;
import org.retzef.platform.outbox.Commands;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.RetzefIT;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/**
 * What people and programs get wrong: each a problem that says what to do, and nothing half done.
 */
@RetzefIT
class BadInputIT {

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;
  @Autowired private Deliveries deliveries;
  @Autowired private Commands commands;

  @TestFactory
  Stream<DynamicTest> isAProblemThatSaysWhatToDoAndLeavesNothingHalfDone() {
    WebTestClient english = http.mutate().defaultHeader("Accept-Language", "en").build();
    List<WrongInput> table = new ArrayList<>(new WrongAmounts(Desk.worker(english)).rows());
    table.addAll(new WrongSteps(english, database, deliveries, commands).rows());
    return table.stream().map(wrong -> dynamicTest(wrong.what(), () -> check(wrong)));
  }

  private void check(WrongInput wrong) {
    String before = everything();
    JsonNode problem =
        Answers.json(
            wrong
                .request()
                .get()
                .expectStatus()
                .isEqualTo(wrong.status())
                .expectHeader()
                .contentType("application/problem+json"));
    JsonNode where = wrong.field().isEmpty() ? problem : problem.get("errors").get(0);
    assertThat(where.path("field").asString("")).isEqualTo(wrong.field());
    assertThat(where.get("code").asString()).isEqualTo(wrong.code());
    assertThat(where.get(wrong.field().isEmpty() ? "detail" : "message").asString())
        .contains(wrong.advice());
    assertThat(everything()).isEqualTo(before);
    assertThat(Desk.basketManager(http).read("/ledger/proof").get("difference").asString())
        .isEqualTo("0.00");
  }

  /** How many rows each table has, and what is in those that nothing but a command changes. */
  private String everything() {
    String sql =
        database
            .sql(
                """
                select string_agg(
                         format('select %L || %s as line from %I one', table_name || ' ',
                                case when table_name ~ '^(outbox|inbox|receipt|idempotency)'
                                     then 'count(*)'
                                     else 'coalesce(sum(hashtextextended(one::text, 0)), 0)'
                                end, table_name),
                         ' union all ')
                  from information_schema.tables
                 where table_schema = 'public' and table_type = 'BASE TABLE'
                """)
            .map(row -> row.get(0, String.class))
            .one()
            .block();
    return database
        .sql("select string_agg(line, E'\n' order by line) from (" + sql + ") line")
        .map(row -> row.get(0, String.class))
        .one()
        .block();
  }
}
