package org.retzef.basket.loan;

import java.time.LocalDate;
import java.util.UUID;
import org.retzef.basket.money.Money;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.outbox.Event;

/** What happens to loans. */
sealed interface LoanEvent extends Event {

  UUID loanId();

  @Override
  default String topic() {
    return "retzef.basket.events";
  }

  @Override
  default String aggregateType() {
    return "loan";
  }

  @Override
  default String aggregateId() {
    return loanId().toString();
  }

  record Granted(
      UUID loanId,
      UUID familyId,
      UnitPath unit,
      Money principal,
      int instalments,
      LocalDate firstDueOn,
      LocalDate grantedOn)
      implements LoanEvent {

    static Granted of(Loan loan, UnitPath unit) {
      return new Granted(
          loan.id(),
          loan.familyId(),
          unit,
          loan.principal(),
          loan.schedule().size(),
          loan.schedule().getFirst().dueOn(),
          loan.grantedOn());
    }

    @Override
    public String type() {
      return "org.retzef.loan.granted.v1";
    }
  }
}
