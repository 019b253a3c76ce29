package org.retzef.basket.loan;

import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.basket.basket.KnownFamilies;
import org.retzef.basket.ledger.Account;
import org.retzef.basket.ledger.BalanceTooLow;
import org.retzef.basket.ledger.Ledger;
import org.retzef.basket.ledger.Posting;
import org.retzef.basket.money.Money;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.idempotency.ExpectedVersion;
import org.retzef.platform.outbox.Outbox;
import org.retzef.platform.paging.Ids;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Lends, takes back, and writes off with a second person. Runs inside the caller's command. */
@Service
class Lending {

  private static final String FUND = "LOANS";
  private static final String NAME = "YOUNG_IN_DEBT";
  static final Account CAPITAL = new Account(Account.Kind.LOAN_CAPITAL, NAME);
  static final Account IN_FUND = new Account(Account.Kind.LOAN_FUND, NAME);
  private static final Account LOSS = new Account(Account.Kind.LOAN_LOSS, NAME);

  private final Loans loans;
  private final Repayments repayments;
  private final Deposits deposits;
  private final KnownFamilies families;
  private final Ledger ledger;
  private final Outbox outbox;
  private final Clock clock;

  Lending(
      Loans loans,
      Repayments repayments,
      Deposits deposits,
      KnownFamilies families,
      Ledger ledger,
      Outbox outbox,
      Clock clock) {
    this.loans = loans;
    this.repayments = repayments;
    this.deposits = deposits;
    this.families = families;
    this.ledger = ledger;
    this.outbox = outbox;
    this.clock = clock;
  }

  Mono<LoanReport> deposit(Caller caller, DepositRequest request) {
    UUID id = Ids.next();
    return deposits
        .insert(id, request.amount(), LocalDate.now(clock), caller.subject())
        .then(ledger.open(FUND, CAPITAL, IN_FUND))
        .then(
            ledger.post(
                Posting.of(Posting.Kind.LOAN_CAPITAL, id).move(request.amount(), CAPITAL, IN_FUND)))
        .then(Mono.defer(() -> loans.report(null)));
  }

  Mono<Loan> grant(Caller caller, GrantLoanRequest request) {
    request.requireAnAgoraEachAndADayOfOurTime();
    Loan loan =
        new Loan(
            Ids.next(),
            request.familyId(),
            request.memberId(),
            Loan.Status.OPEN,
            request.principal(),
            request.principal(),
            LocalDate.now(clock),
            Loan.schedule(request.principal(), request.instalments(), request.firstDueOn()),
            0);
    return families
        .find(caller, request.familyId())
        .flatMap(family -> grant(caller, loan, family.unit()))
        .then(Mono.defer(() -> loans.find(caller, loan.id())));
  }

  private Mono<Void> grant(Caller caller, Loan loan, UnitPath unit) {
    return loans
        .insert(loan, unit, caller.subject())
        .then(ledger.open(FUND, CAPITAL, IN_FUND, account(loan.id())))
        .then(outbox.append(LoanEvent.Granted.of(loan, unit)))
        .then(
            ledger.post(
                Posting.of(Posting.Kind.LOAN_GRANTED, loan.id())
                    .move(loan.principal(), IN_FUND, account(loan.id()))))
        .onErrorMap(BalanceTooLow.class, empty -> new LoanFundEmpty());
  }

  /**
   * What is paid back can be lent again. The last agora closes the loan. It counts for the day it
   * was paid: fails with {@code period-closed} (409) where that day's books are closed.
   *
   * @param expected null whatever the loan has become meanwhile
   */
  Mono<Loan> repay(
      Caller caller, UUID loanId, @Nullable ExpectedVersion expected, RepayRequest request) {
    UUID id = Ids.next();
    return loans
        .lockOpen(caller, loanId)
        .doOnNext(loan -> requireSeen(expected, loan))
        .doOnNext(loan -> requireGrantedBefore(loan, request.paidOn()))
        .filter(loan -> request.amount().compareTo(loan.owed()) <= 0)
        .switchIfEmpty(Mono.error(RepaymentAboveLoan::new))
        .delayUntil(loan -> repayments.insert(id, loanId, request, caller.subject()))
        .delayUntil(
            loan ->
                request.amount().equals(loan.owed())
                    ? loans.mark(loanId, Loan.Status.REPAID)
                    : Mono.empty())
        .delayUntil(
            loan ->
                ledger.post(
                    Posting.of(Posting.Kind.LOAN_REPAID, id)
                        .on(request.paidOn())
                        .move(request.amount(), account(loanId), IN_FUND)))
        .then(Mono.defer(() -> loans.find(caller, loanId)));
  }

  private static void requireSeen(@Nullable ExpectedVersion expected, Loan loan) {
    if (expected != null) {
      expected.orRefuse(loan.version(), loan);
    }
  }

  private static void requireGrantedBefore(Loan loan, LocalDate paidOn) {
    if (paidOn.isBefore(loan.grantedOn())) {
      throw new InvalidInput(Fault.of("paidOn", "date-before-loan"));
    }
  }

  Mono<WriteOff> propose(Caller caller, UUID loanId, WriteOffRequest request) {
    WriteOff writeOff =
        new WriteOff(Ids.next(), loanId, request.reasonCode(), caller.subject(), null, null);
    return loans.lockOpen(caller, loanId).then(loans.insert(writeOff)).thenReturn(writeOff);
  }

  /** Writes off what is owed by then, which must be what whoever approves has seen. */
  Mono<WriteOff> approve(Caller caller, UUID loanId, UUID writeOffId, ExpectedVersion expected) {
    return loans
        .find(caller, loanId)
        .then(loans.writeOff(loanId, writeOffId))
        .doOnNext(writeOff -> requireSecondPerson(caller, writeOff))
        .then(loans.lockOpen(caller, loanId))
        .doOnNext(loan -> requireSeen(expected, loan))
        .flatMap(loan -> writeOff(caller, loanId, writeOffId, loan.owed()))
        .then(Mono.defer(() -> loans.writeOff(loanId, writeOffId)));
  }

  private static void requireSecondPerson(Caller caller, WriteOff writeOff) {
    if (writeOff.approvedBy() != null) {
      throw new WriteOffDecided();
    }
    if (writeOff.proposedBy().equals(caller.subject())) {
      throw new OwnWriteOff();
    }
  }

  private Mono<Void> writeOff(Caller caller, UUID loanId, UUID writeOffId, Money owed) {
    return loans
        .approve(writeOffId, caller.subject(), owed)
        .then(loans.mark(loanId, Loan.Status.WRITTEN_OFF))
        .then(ledger.open(FUND, LOSS))
        .then(
            ledger.post(
                Posting.of(Posting.Kind.LOAN_WRITTEN_OFF, writeOffId)
                    .move(owed, account(loanId), LOSS)));
  }

  static Account account(UUID loanId) {
    return new Account(Account.Kind.LOAN, loanId.toString());
  }
}
