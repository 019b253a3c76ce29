package org.retzef.basket.loan;

import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.idempotency.ExpectedVersion;
import org.retzef.platform.idempotency.Idempotency;
import org.retzef.platform.idempotency.IdempotencyKey;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/loans")
class LoanController {

  private final Lending lending;
  private final RepaymentReversal reversal;
  private final DepositReversal depositReversal;
  private final Loans loans;
  private final Repayments repayments;
  private final Deposits deposits;
  private final Idempotency idempotency;

  LoanController(
      Lending lending,
      RepaymentReversal reversal,
      DepositReversal depositReversal,
      Loans loans,
      Repayments repayments,
      Deposits deposits,
      Idempotency idempotency) {
    this.lending = lending;
    this.reversal = reversal;
    this.depositReversal = depositReversal;
    this.loans = loans;
    this.repayments = repayments;
    this.deposits = deposits;
    this.idempotency = idempotency;
  }

  /** Puts money into the loan fund. */
  @PostMapping("/fund")
  Mono<ResponseEntity<LoanReport>> deposit(
      Caller caller, IdempotencyKey key, @RequestBody DepositRequest request) {
    return idempotency.once(
        key,
        request,
        LoanReport.class,
        () -> lending.deposit(caller, request).map(LoanController::created));
  }

  /** What was put into the loan fund, with who undid what of it. */
  @GetMapping("/fund/deposits")
  Mono<ResponseEntity<Page<Deposit>>> deposits(PageRequest page) {
    return deposits.list(page).map(page::answer);
  }

  /**
   * Undoes a deposit that was wrong, once, by somebody else than who recorded it, while the fund
   * still holds the money. It counts for today, whatever period the deposit was in. What was
   * recorded stays known.
   */
  @PostMapping("/fund/deposits/{depositId}/reversal")
  Mono<ResponseEntity<LoanReport>> reverseDeposit(
      Caller caller,
      IdempotencyKey key,
      @PathVariable UUID depositId,
      @RequestBody ReverseDepositRequest request) {
    return idempotency.once(
        key,
        request,
        LoanReport.class,
        () -> depositReversal.reverse(caller, depositId, request).map(LoanController::created));
  }

  private static ResponseEntity<LoanReport> created(LoanReport report) {
    return ResponseEntity.created(URI.create("/api/v1/loans/report")).body(report);
  }

  /** Grants a loan out of the fund, with its schedule. */
  @PostMapping
  Mono<ResponseEntity<Loan>> grant(
      Caller caller, IdempotencyKey key, @RequestBody GrantLoanRequest request) {
    return idempotency.once(
        key, request, Loan.class, () -> lending.grant(caller, request).map(this::created));
  }

  @GetMapping
  Mono<ResponseEntity<Page<Loan>>> list(Caller caller, PageRequest page) {
    return loans.list(caller, page).map(page::answer);
  }

  @GetMapping("/{id}")
  Mono<ResponseEntity<Loan>> get(Caller caller, @PathVariable UUID id) {
    return loans.find(caller, id).map(loan -> shown(ResponseEntity.ok(), loan));
  }

  /**
   * Records what was paid back; more than is owed is refused. With {@code If-Match}, only of the
   * loan that the caller has seen.
   */
  @PostMapping("/{id}/repayments")
  Mono<ResponseEntity<Loan>> repay(
      Caller caller,
      IdempotencyKey key,
      @PathVariable UUID id,
      @Nullable ExpectedVersion expected,
      @RequestBody RepayRequest request) {
    return idempotency.once(
        key,
        request,
        Loan.class,
        () -> lending.repay(caller, id, expected, request).map(this::created));
  }

  /** What was paid back of a loan, with who undid what of it. */
  @GetMapping("/{id}/repayments")
  Mono<ResponseEntity<Page<Repayment>>> repayments(
      Caller caller, @PathVariable UUID id, PageRequest page) {
    return loans.find(caller, id).then(repayments.list(id, page)).map(page::answer);
  }

  /**
   * Undoes a repayment that was wrong, once, by somebody else than who recorded it. What was repaid
   * is owed again, and a loan that was paid off or written off is open again; it counts for today,
   * whatever period the repayment was in. Refused where the fund has lent the money meanwhile. What
   * was recorded stays known.
   */
  @PostMapping("/{id}/repayments/{repaymentId}/reversal")
  Mono<ResponseEntity<Loan>> reverse(
      Caller caller,
      IdempotencyKey key,
      @PathVariable UUID id,
      @PathVariable UUID repaymentId,
      ExpectedVersion expected,
      @RequestBody ReverseRepaymentRequest request) {
    return idempotency.once(
        key,
        request,
        Loan.class,
        () -> reversal.reverse(caller, id, repaymentId, expected, request).map(this::created));
  }

  /** Proposes to write off what is still owed; nothing moves until a second person approves. */
  @PostMapping("/{id}/write-offs")
  Mono<ResponseEntity<WriteOff>> propose(
      Caller caller,
      IdempotencyKey key,
      @PathVariable UUID id,
      @RequestBody WriteOffRequest request) {
    return idempotency.once(
        key,
        request,
        WriteOff.class,
        () -> lending.propose(caller, id, request).map(LoanController::created));
  }

  /**
   * Approves a write-off that somebody else proposed. What is owed is written off, so that {@code
   * If-Match} is the loan's.
   */
  @PostMapping("/{id}/write-offs/{writeOffId}/approval")
  Mono<ResponseEntity<WriteOff>> approve(
      Caller caller,
      IdempotencyKey key,
      @PathVariable UUID id,
      @PathVariable UUID writeOffId,
      ExpectedVersion expected) {
    return idempotency.once(
        key,
        writeOffId,
        WriteOff.class,
        () -> lending.approve(caller, id, writeOffId, expected).map(LoanController::created));
  }

  /**
   * The loan fund's report, of loans alone.
   *
   * @param year of the movements; all years without it
   */
  @GetMapping("/report")
  Mono<LoanReport> report(@RequestParam(required = false) @Nullable Integer year) {
    if (year != null && (year < 2000 || year > 2100)) {
      throw new InvalidInput(Fault.of("year", "year-invalid"));
    }
    return loans.report(year);
  }

  private ResponseEntity<Loan> created(Loan loan) {
    return shown(ResponseEntity.created(URI.create("/api/v1/loans/" + loan.id())), loan);
  }

  private static ResponseEntity<Loan> shown(ResponseEntity.BodyBuilder answer, Loan loan) {
    return answer.eTag(ExpectedVersion.eTag(loan.version())).body(loan);
  }

  private static ResponseEntity<WriteOff> created(WriteOff writeOff) {
    return ResponseEntity.created(URI.create("/api/v1/loans/" + writeOff.loanId())).body(writeOff);
  }
}
