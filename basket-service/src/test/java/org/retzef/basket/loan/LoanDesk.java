package org.retzef.basket.loan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import org.retzef.basket.Desk;
import org.retzef.platform.testing.Answers;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;

/**
 * The two who keep the loan fund, and a family to which it lends.
 *
 * @param manager makes deposits and lends
 * @param second undoes what the manager did
 */
record LoanDesk(
    WebTestClient http, DatabaseClient database, UUID family, Desk manager, Desk second) {

  static LoanDesk open(WebTestClient http, DatabaseClient database) {
    UUID family = UUID.randomUUID();
    database
        .sql("insert into known_family values (:id, 'IL.SOUTH.A2630.D1')")
        .bind("id", family)
        .then()
        .block();
    return new LoanDesk(http, database, family, Desk.basketManager(http), another(http, 0));
  }

  /**
   * Who keeps the fund, too.
   *
   * @param number 0 is the second of the two
   */
  Desk another(int number) {
    return another(http, number);
  }

  private static Desk another(WebTestClient http, int number) {
    return Desk.of(http, "basket-" + (2 + number), "IL", "basket-manager");
  }

  void deposits(String amount) {
    manager
        .post("/loans/fund", "{\"amount\": \"%s\"}".formatted(amount))
        .expectStatus()
        .isCreated();
  }

  /** Answers the loan's path. */
  String lends(String principal) {
    return "/loans/" + Answers.id(lends(manager, principal));
  }

  ResponseSpec lends(Desk desk, String principal) {
    return desk.post(
        "/loans",
        """
        {"familyId": "%s", "principal": "%s", "instalments": 1, "firstDueOn": "2999-01-31"}
        """
            .formatted(family, principal));
  }

  /** So that every test finds the fund empty. */
  void lendsWhatIsLeft() {
    String left = inFund();
    if (!left.equals("0.00")) {
      lends(left);
    }
  }

  /**
   * @param year as the report is asked for it; empty for the present one
   */
  JsonNode report(String year) {
    return manager.read("/loans/report" + year);
  }

  String inFund() {
    return report("").get("inFund").asString();
  }

  void assertProven() {
    assertThat(manager.read("/ledger/proof").get("difference").asString()).isEqualTo("0.00");
  }

  /** By the database itself. */
  void assertRefused(String sql, String why) {
    assertThatThrownBy(() -> database.sql(sql).then().block()).as(sql).hasStackTraceContaining(why);
  }
}
