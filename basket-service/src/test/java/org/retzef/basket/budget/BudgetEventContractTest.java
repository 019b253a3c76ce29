package org.retzef.basket.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.retzef.basket.ledger.SourceShare;
import org.retzef.basket.money.Money;
import org.retzef.platform.testing.EventContract;

class BudgetEventContractTest {

  private static final UUID ID = UUID.fromString("018f3b65-6287-73a5-a092-c07381929304");
  private static final Budget.Row MAPA = row("MAPA", 150, 8000);
  private static final Budget.Row MIFGASH = row("MIFGASH", 360, 33000);

  @Test
  void tellsALoadedBudget() {
    var event =
        BudgetEvent.Loaded.of(
            Budget.of(ID, 2021, List.of(MAPA, MIFGASH)),
            List.of(
                BudgetEvent.Loaded.Row.of(MAPA, List.of(borne("MINISTRY", 120000000))),
                BudgetEvent.Loaded.Row.of(
                    MIFGASH,
                    List.of(borne("MINISTRY", 891000000), borne("RASHI_FOUNDATION", 297000000)))));
    assertThat(EventContract.faultsOf(event)).isEmpty();
    assertThat(EventContract.told(event)).isEqualTo(EventContract.example(event.type()));
  }

  @Test
  void tellsALoadedEnvelope() {
    var event =
        EnvelopeEvent.of(
            Envelope.of(
                2021,
                List.of(
                    new Envelope.Line("EVALUATION", "הערכה", new Money(25_000_000)),
                    new Envelope.Line("OVERHEAD", "תקורה", new Money(1_250_000))),
                List.of(
                    new Envelope.Source(
                        "MINISTRY", "המשרד", "75", new Money(19_687_500), new Money(19_687_500)),
                    new Envelope.Source(
                        "JDC_ISRAEL",
                        "ג׳וינט",
                        "25",
                        new Money(6_562_500),
                        new Money(6_562_500)))));
    assertThat(EventContract.faultsOf(event)).isEmpty();
    assertThat(EventContract.told(event)).isEqualTo(EventContract.example(event.type()));
  }

  @Test
  void catchesAnEventThatBreaksTheContract() {
    var event = new BudgetEvent.Loaded(ID, 1, 0, new Money(-1), List.of());
    assertThat(EventContract.faultsOf(event)).contains("year", "families", "total", "rows");
  }

  private static SourceShare borne(String source, long agorot) {
    return new SourceShare(source, new Money(agorot));
  }

  private static Budget.Row row(String track, int families, int shekels) {
    Money basket = new Money(shekels * 100L);
    return new Budget.Row(track, families, basket, basket.times(families));
  }
}
