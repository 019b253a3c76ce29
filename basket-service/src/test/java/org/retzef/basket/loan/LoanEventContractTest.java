package org.retzef.basket.loan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.retzef.basket.money.Money;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.testing.EventContract;

class LoanEventContractTest {

  @Test
  void tellsAGrantedLoan() {
    var event =
        new LoanEvent.Granted(
            UUID.fromString("018f3b80-3c4d-7e5f-8061-7c8d9e0f1a2b"),
            UUID.fromString("018f3b5e-7a10-7c3e-9d2b-5f0c1a2b3c4d"),
            new UnitPath("IL.SOUTH.A2630.D1"),
            new Money(500_000),
            24,
            LocalDate.of(2027, 1, 10),
            LocalDate.of(2026, 11, 28));
    assertThat(EventContract.faultsOf(event)).isEmpty();
    assertThat(EventContract.told(event)).isEqualTo(EventContract.example(event.type()));
  }

  @Test
  void dividesALoanIntoInstalmentsWithoutARest() {
    for (int instalments = 1; instalments <= 120; instalments++) {
      Money principal = new Money(100_000 + instalments * 7L);
      var schedule = Loan.schedule(principal, instalments, LocalDate.of(2027, 1, 31));
      assertThat(schedule).hasSize(instalments);
      assertThat(schedule.stream().map(Loan.Instalment::amount).reduce(Money.ZERO, Money::plus))
          .isEqualTo(principal);
    }
  }
}
