package org.retzef.basket.closing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.retzef.basket.Desk;
import org.retzef.basket.receipt.ReceiptSurroundings;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.RetzefIT;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;

/** The rule of carrying rests over, from the service's door. */
@RetzefIT
class CarryOverIT implements ReceiptSurroundings {

  @Autowired private WebTestClient http;

  @Test
  void aYearThatIsClosedGivesWhatIsLeftToTheSameLineOfTheNext() {
    Desk manager = Desk.basketManager(http);
    String old =
        loads(
            manager,
            """
            {"year": 2017, "rows": [
              {"track": "STAYS", "families": 2, "basket": "10.00", "total": "20.00"},
              {"track": "ENDS", "families": 1, "basket": "7.00", "total": "7.00"}]}
            """);
    String close = "{\"period\": \"2017\"}";
    Answers.refused(manager.post("/ledger/closings", close), 409, "next-budget-missing");
    String next =
        loads(
            manager,
            """
            {"year": 2018, "rows": [
              {"track": "STAYS", "families": 1, "basket": "5.00", "total": "5.00"}]}
            """);
    manager.post("/ledger/closings", close).expectStatus().isCreated();
    awaitTotal(manager, next, "25.00");
    assertThat(total(manager, old))
        .as("a line that the next year has not goes back")
        .isEqualTo("0.00");
    assertThat(manager.read("/ledger/proof").get("difference").asString()).isEqualTo("0.00");
    closesAYearByAMonthOfTheNext(manager, next);
    closesNoYearThatHasNoNext(manager);
  }

  private static void closesAYearByAMonthOfTheNext(Desk manager, String closed) {
    String month = "{\"period\": \"2019-01\"}";
    Answers.refused(manager.post("/ledger/closings", month), 409, "next-budget-missing");
    String next =
        loads(
            manager,
            """
            {"year": 2019, "rows": [
              {"track": "STAYS", "families": 1, "basket": "1.00", "total": "1.00"}]}
            """);
    manager.post("/ledger/closings", month).expectStatus().isCreated();
    awaitTotal(manager, next, "26.00");
    manager
        .post(
            "/budgets/" + closed + "/corrections",
            """
            {"track": "STAYS", "direction": "INCREASE", "amount": "3.00",
             "reasonCode": "LATE_NEWS"}
            """)
        .expectStatus()
        .isCreated();
    awaitTotal(manager, next, "29.00");
    assertThat(total(manager, closed)).isEqualTo("0.00");
  }

  /** The budget of 2020 was never loaded: the rest of 2019 has nowhere to go. */
  private static void closesNoYearThatHasNoNext(Desk manager) {
    loads(
        manager,
        """
        {"year": 2022, "rows": [
          {"track": "STAYS", "families": 1, "basket": "1.00", "total": "1.00"}]}
        """);
    Answers.refused(
        manager.post("/ledger/closings", "{\"period\": \"2022-01\"}"), 409, "next-budget-missing");
  }

  private static void awaitTotal(Desk manager, String budget, String total) {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(total(manager, budget)).isEqualTo(total));
  }

  private static String loads(Desk manager, String budget) {
    return Answers.id(manager.post("/budgets", budget));
  }

  private static String total(Desk manager, String budget) {
    return manager.read("/budgets/" + budget + "/position").get("total").asString();
  }
}
