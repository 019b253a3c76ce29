package org.retzef.basket.closing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.retzef.basket.Desk;
import org.retzef.basket.receipt.ReceiptSurroundings;
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
    Desk.refused(manager.post("/ledger/closings", close), 409, "next-budget-missing");
    String next =
        loads(
            manager,
            """
            {"year": 2018, "rows": [
              {"track": "STAYS", "families": 1, "basket": "5.00", "total": "5.00"}]}
            """);
    manager.post("/ledger/closings", close).expectStatus().isCreated();
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(total(manager, next)).isEqualTo("25.00"));
    assertThat(total(manager, old))
        .as("a line that the next year has not goes back")
        .isEqualTo("0.00");
    assertThat(manager.read("/ledger/proof").get("difference").asString()).isEqualTo("0.00");
  }

  private static String loads(Desk manager, String budget) {
    return Desk.id(manager.post("/budgets", budget));
  }

  private static String total(Desk manager, String budget) {
    return manager.read("/budgets/" + budget + "/position").get("total").asString();
  }
}
