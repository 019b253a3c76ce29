package org.retzef.family.registration;

import static org.assertj.core.api.Assertions.assertThat;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Result;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestTokens;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What the search's index keeps of a family: blind, where the family is, and only while it is. */
@RetzefIT
class FamilyIndexIT {

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;
  @Autowired private FamilyFinding finding;

  private SearchDesk desk;

  @BeforeEach
  void sit() {
    desk = new SearchDesk(http);
  }

  @Test
  void keepsTheIndexBlindAndErasesItWithTheKey() {
    String id =
        desk.registered(
            "תמרה", "לישנסקי", SearchDesk.phone(), NationalIds.of(SearchDesk.nextPerson()));
    String row =
        one("select family_search::text as it from family_search where family_id = '%s'", id);
    assertThat(row).doesNotContain("תמרה", "לישנסקי");
    database.sql("delete from family_key where family_id = '%s'".formatted(id)).then().block();
    assertThat(SearchDesk.ids(desk.search(SearchDesk.WORKER, "לישנסקי"))).isEmpty();
    assertThat(one("select count(*)::text as it from family_search where family_id = '%s'", id))
        .isEqualTo("0");
  }

  @Test
  void followsAFamilyIntoAnotherUnit() {
    String id = desk.registered("מזל", "אוחיון", SearchDesk.phone(), null);
    database
        .sql("update family set unit = 'IL.SOUTH.A2630.D1' where id = '%s'".formatted(id))
        .then()
        .block();
    assertThat(SearchDesk.ids(desk.search(SearchDesk.WORKER, "אוחיון"))).isEmpty();
    String there = TestTokens.token("worker-1", "IL.SOUTH.A2630.D1", "family-social-worker");
    assertThat(SearchDesk.ids(desk.search(there, "אוחיון"))).containsExactly(id);
  }

  @Test
  void indexesWhatCameBeforeTheIndexOrByOlderRules() {
    String missing = desk.registered("גאולה", "שטרנהל", SearchDesk.phone(), null);
    String old = desk.registered("פנינה", "שטרנהל", SearchDesk.phone(), null);
    database
        .sql("delete from family_search where family_id = '%s'".formatted(missing))
        .then()
        .block();
    database
        .sql(
            "update family_search set made_by = 0, marks = '{}' where family_id = '%s'"
                .formatted(old))
        .then()
        .block();
    assertThat(SearchDesk.ids(desk.search(SearchDesk.WORKER, "שטרנהל"))).isEmpty();
    finding.indexOutdated();
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(SearchDesk.ids(desk.search(SearchDesk.WORKER, "שטרנהל")))
                    .containsExactlyInAnyOrder(missing, old));
  }

  @Test
  void leavesTheMarksOfAFamilyThatMovesToWhereItGoes() {
    String id = desk.registered("יוכבד", "שטיינברגר", SearchDesk.phone(), null);
    database.sql("delete from family_search where family_id = '%s'".formatted(id)).then().block();
    Connection mover =
        Objects.requireNonNull(Mono.from(database.getConnectionFactory().create()).block());
    Mono.from(mover.beginTransaction()).block();
    run(mover, "update family set unit = 'IL.SOUTH.A2630.D1' where id = '%s'".formatted(id));
    finding.indexOutdated();
    Mono.from(mover.commitTransaction()).then(Mono.from(mover.close())).block();
    finding.indexOutdated();
    String there = TestTokens.token("worker-1", "IL.SOUTH.A2630.D1", "family-social-worker");
    assertThat(SearchDesk.ids(desk.search(there, "שטיינברגר"))).containsExactly(id);
    assertThat(one("select count(*)::text as it from family_search where family_id = '%s'", id))
        .isEqualTo("1");
  }

  private static void run(Connection connection, String sql) {
    Flux.from(connection.createStatement(sql).execute())
        .flatMap(Result::getRowsUpdated)
        .blockLast();
  }

  private String one(String sql, String id) {
    return database.sql(sql.formatted(id)).map(row -> row.get("it", String.class)).one().block();
  }
}
