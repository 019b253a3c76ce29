package org.retzef.basket.loan;

import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import org.retzef.basket.ledger.Ledger;
import org.retzef.basket.ledger.Posting;
import org.retzef.platform.caller.Caller;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/**
 * Undoes a deposit into the loan fund that was wrong, once and by a second person (decision 0109).
 * Runs inside the caller's command.
 */
@Service
class DepositReversal {

  private final Deposits deposits;
  private final Loans loans;
  private final Ledger ledger;
  private final Clock clock;

  DepositReversal(Deposits deposits, Loans loans, Ledger ledger, Clock clock) {
    this.deposits = deposits;
    this.loans = loans;
    this.ledger = ledger;
    this.clock = clock;
  }

  /** Fails with {@link DepositReversed}, {@link OwnDeposit} and {@link LoanFundShort}. */
  Mono<LoanReport> reverse(Caller caller, UUID id, ReverseDepositRequest request) {
    return deposits
        .lock(id)
        .doOnNext(DepositReversal::requireNotReversed)
        .doOnNext(deposit -> requireSecondPerson(caller, deposit))
        .flatMap(deposit -> write(caller, deposit, request))
        .then(Mono.defer(() -> loans.report(null)));
  }

  private static void requireNotReversed(Deposit deposit) {
    if (deposit.reversedBy() != null) {
      throw new DepositReversed();
    }
  }

  private static void requireSecondPerson(Caller caller, Deposit deposit) {
    if (caller.subject().equals(deposit.depositedBy())) {
      throw new OwnDeposit();
    }
  }

  /** Both accounts in the order of their names, as a deposit moves them. */
  private Mono<Void> write(Caller caller, Deposit deposit, ReverseDepositRequest request) {
    return deposits
        .reverse(deposit.id(), request.reasonCode(), caller.subject(), LocalDate.now(clock))
        .then(ledger.heldIn(Lending.CAPITAL))
        .then(ledger.heldIn(Lending.IN_FUND))
        .doOnNext(held -> LoanFundShort.refuse(held, deposit.amount()))
        .then(
            ledger.reverse(
                Posting.Kind.LOAN_CAPITAL,
                Posting.of(Posting.Kind.REVERSAL, deposit.id())
                    .move(deposit.amount(), Lending.IN_FUND, Lending.CAPITAL)));
  }
}
