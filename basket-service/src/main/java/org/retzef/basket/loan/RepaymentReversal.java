package org.retzef.basket.loan;

import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import org.retzef.basket.ledger.Ledger;
import org.retzef.basket.ledger.Posting;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.idempotency.ExpectedVersion;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/**
 * Undoes a repayment that was wrong, once and by a second person (decision 0109). Runs inside the
 * caller's command.
 */
@Service
class RepaymentReversal {

  private final Loans loans;
  private final Repayments repayments;
  private final Ledger ledger;
  private final Clock clock;

  RepaymentReversal(Loans loans, Repayments repayments, Ledger ledger, Clock clock) {
    this.loans = loans;
    this.repayments = repayments;
    this.ledger = ledger;
    this.clock = clock;
  }

  /**
   * What was repaid is owed again, also of a loan that was paid off or written off: it is open.
   * Fails with {@link RepaymentReversed}, {@link OwnRepayment} and {@link LoanFundShort}.
   */
  Mono<Loan> reverse(
      Caller caller,
      UUID loanId,
      UUID repaymentId,
      ExpectedVersion expected,
      ReverseRepaymentRequest request) {
    return loans
        .lock(caller, loanId)
        .zipWhen(loan -> repayments.find(loanId, repaymentId))
        .doOnNext(found -> requireNotReversed(found.getT2()))
        .doOnNext(found -> expected.orRefuse(found.getT1().version(), found.getT1()))
        .doOnNext(found -> requireSecondPerson(caller, found.getT2()))
        .flatMap(found -> write(caller, found.getT2(), request))
        .then(Mono.defer(() -> loans.find(caller, loanId)));
  }

  private static void requireNotReversed(Repayment repayment) {
    if (repayment.reversedBy() != null) {
      throw new RepaymentReversed();
    }
  }

  private static void requireSecondPerson(Caller caller, Repayment repayment) {
    if (repayment.recordedBy().equals(caller.subject())) {
      throw new OwnRepayment();
    }
  }

  private Mono<Void> write(Caller caller, Repayment repayment, ReverseRepaymentRequest request) {
    return repayments
        .reverse(repayment.id(), request.reasonCode(), caller.subject(), LocalDate.now(clock))
        .then(loans.mark(repayment.loanId(), Loan.Status.OPEN))
        .then(ledger.heldIn(Lending.IN_FUND))
        .doOnNext(held -> LoanFundShort.refuse(held, repayment.amount()))
        .then(
            ledger.reverse(
                Posting.Kind.LOAN_REPAID,
                Posting.of(Posting.Kind.REVERSAL, repayment.id())
                    .move(
                        repayment.amount(), Lending.IN_FUND, Lending.account(repayment.loanId()))));
  }
}
