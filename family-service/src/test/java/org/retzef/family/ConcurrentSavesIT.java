package org.retzef.family;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.retzef.family.WaysToSave.Save;
import org.retzef.platform.caller.AccessRules;
import org.retzef.platform.caller.AccessRules.Rule;
import org.retzef.platform.testing.Patiently;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestTokens;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/**
 * Two people save one field at once, at every PATCH and PUT of the service's table: one is let
 * through, the other gets 412 with what the first has written beside what it holds itself.
 */
@RetzefIT
class ConcurrentSavesIT {

  @Autowired private WebTestClient http;
  @Autowired private AccessRules rules;
  @Autowired private DatabaseClient database;

  @Test
  void theSecondGetsTheValueOfTheFirstAtEveryChange() {
    List<Rule> changes =
        rules.rules().stream()
            .filter(rule -> List.of(HttpMethod.PATCH, HttpMethod.PUT).contains(rule.method()))
            .toList();
    JsonNode duplicateRules = national().get("/duplicate-rules").body();
    Map<String, Save> saves = new WaysToSave(http).all(duplicateRules);
    assertThat(saves.keySet())
        .as("a way to save at each endpoint, and none besides")
        .containsExactlyInAnyOrderElementsOf(
            changes.stream().map(ConcurrentSavesIT::name).toList());
    try {
      for (Rule change : changes) {
        assertTheSecondSeesTheFirst(change, saves.get(name(change)));
      }
    } finally {
      putBack(duplicateRules);
    }
  }

  private static String name(Rule rule) {
    return rule.method() + " " + rule.path().substring("/api/v1".length());
  }

  private void assertTheSecondSeesTheFirst(Rule change, Save save) {
    String role = change.allowed().getFirst();
    var unit = role.equals("national-manager") ? "IL" : WaysToSave.DEPARTMENT;
    Api caller = new Api(http, TestTokens.token("saver", unit, role));
    var one = saving(caller, change, save, save.one());
    var other = saving(caller, change, save, save.other());
    boolean firstWon = one.join().status() < 300;
    Api.Answer won = firstWon ? one.join() : other.join();
    Api.Answer lost = firstWon ? other.join() : one.join();
    assertThat(won.status()).as(name(change) + won.body()).isBetween(200, 201);
    assertThat(lost.status()).as(name(change) + lost.body()).isEqualTo(412);
    assertThat(lost.code()).isEqualTo("state-changed");
    assertThat(lost.body().get("current").toString())
        .as(name(change))
        .contains(save.shown().formatted(firstWon ? save.one() : save.other()));
  }

  private static CompletableFuture<Api.Answer> saving(
      Api caller, Rule change, Save save, String value) {
    return CompletableFuture.supplyAsync(
        () ->
            Patiently.ask(
                () ->
                    caller.send(
                        change.method(),
                        save.path(),
                        save.body().formatted(value),
                        Map.of("If-Match", save.eTag())),
                Api.Answer::code));
  }

  private Api national() {
    return new Api(http, TestTokens.token("n-1", "IL", "national-manager"));
  }

  /** Rules have a day and stay; other tests read those of today. */
  private void putBack(JsonNode duplicateRules) {
    for (String table : List.of("duplicate_rule", "duplicate_rule_set")) {
      database
          .sql("delete from " + table + " where version > :version")
          .bind("version", duplicateRules.get("version").asLong())
          .then()
          .block();
    }
  }
}
