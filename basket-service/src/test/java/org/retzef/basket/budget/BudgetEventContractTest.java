package org.retzef.basket.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.retzef.basket.money.Money;
import org.retzef.platform.testing.EventContract;

class BudgetEventContractTest {

  private static final UUID ID = UUID.fromString("018f3b65-6287-73a5-a092-c07381929304");

  @Test
  void tellsALoadedBudget() {
    var event =
        BudgetEvent.Loaded.of(
            Budget.of(ID, 2021, List.of(row("MAPA", 150, 8000), row("MIFGASH", 360, 33000))));
    assertThat(EventContract.faultsOf(event)).isEmpty();
    assertThat(EventContract.told(event)).isEqualTo(EventContract.example(event.type()));
  }

  @Test
  void catchesAnEventThatBreaksTheContract() {
    var event = new BudgetEvent.Loaded(ID, 1, 0, new Money(-1), List.of());
    assertThat(EventContract.faultsOf(event)).contains("year", "families", "total", "rows");
  }

  private static Budget.Row row(String track, int families, int shekels) {
    Money basket = new Money(shekels * 100L);
    return new Budget.Row(track, families, basket, basket.times(families));
  }
}
