package org.retzef.basket.budget;

import static org.assertj.core.api.Assertions.assertThat;

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
  void holdsTheNineLinesOfTheEnvelope() {
    LoadEnvelopeRequest envelope = BudgetReferenceData.envelope();
    assertThat(Envelope.of(2021, envelope.asLines(), List.of()).total())
        .isEqualTo(Money.parse("4184775"));
    assertThat(envelope.lines()).hasSize(9);
    envelope.requireRightLines();
  }

  @Test
  void knowsAnOverheadThatIsAnAgoraOff() {
    List<Envelope.Line> lines =
        BudgetReferenceData.envelope().asLines().stream()
            .map(
                line ->
                    line.code().equals("OVERHEAD")
                        ? new Envelope.Line("OVERHEAD", line.nameHe(), new Money(19927501))
                        : line)
            .toList();
    assertThat(Envelope.isOverheadRight(lines)).isFalse();
  }
}
