package org.retzef.basket.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.retzef.basket.money.Money;

class BudgetReferenceDataTest {

  @Test
  void holdsTheFamiliesAndShekelsOfThePlanOf2021() {
    List<Budget.Row> rows =
        BudgetReferenceData.budget().rows().stream()
            .map(row -> new Budget.Row(row.track(), row.families(), row.basket(), row.total()))
            .toList();
    Budget budget = Budget.of(UUID.randomUUID(), 2021, rows);
    assertThat(budget.families()).isEqualTo(4990);
    assertThat(budget.total()).isEqualTo(Money.parse("59045000"));
    assertThat(rows).hasSize(8);
  }

  @Test
  void holdsTheNineLinesAndThreeSourcesOfTheEnvelope() {
    Envelope envelope = BudgetReferenceData.envelope();
    assertThat(envelope.lines()).hasSize(9);
    assertThat(envelope.sources()).hasSize(3);
    assertThat(envelope.total()).isEqualTo(Money.parse("4184775"));
  }

  @Test
  void refusesAnOverheadThatIsAnAgoraOff() {
    Envelope envelope = BudgetReferenceData.envelope();
    List<Envelope.Line> lines =
        envelope.lines().stream()
            .map(
                line ->
                    line.code().equals("OVERHEAD")
                        ? new Envelope.Line("OVERHEAD", line.nameHe(), new Money(19927501))
                        : line)
            .toList();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Envelope.of(2021, lines, envelope.sources()))
        .withMessageContaining("5 %");
  }
}
