package org.retzef.basket.ledger;

import java.net.URI;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.idempotency.Idempotency;
import org.retzef.platform.idempotency.IdempotencyKey;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;
import org.springframework.format.annotation.DateTimeFormat;
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
@RequestMapping("/api/v1/ledger")
class LedgerController {

  private static final LocalDate FIRST_DAY = LocalDate.of(1900, 1, 1);
  private static final LocalDate LAST_DAY = LocalDate.of(9999, 12, 31);

  private final Books books;
  private final Statements statements;
  private final Reversal reversal;
  private final Idempotency idempotency;

  LedgerController(Books books, Statements statements, Reversal reversal, Idempotency idempotency) {
    this.books = books;
    this.statements = statements;
    this.reversal = reversal;
    this.idempotency = idempotency;
  }

  /** Accounts by name. {@code prefix} keeps those whose name begins so: {@code budget/2021/}. */
  @GetMapping("/accounts")
  Mono<ResponseEntity<Page<AccountBalance>>> accounts(
      @RequestParam(defaultValue = "") String prefix, PageRequest page) {
    if (prefix.chars().anyMatch(Character::isISOControl)) {
      throw new InvalidInput(Fault.of("prefix", "text-forbidden-character"));
    }
    return books.accounts(prefix, page).map(page::answer);
  }

  /**
   * An account's statement. Its entries in the order in which they were booked, each with the
   * balance that it led to and the shares of the sources.
   */
  @GetMapping("/accounts/{id}/statement")
  Mono<ResponseEntity<Statement>> statement(
      @PathVariable UUID id,
      @RequestParam(required = false) @DateTimeFormat(pattern = "uuuu-MM-dd")
          @Nullable LocalDate from,
      @RequestParam(required = false) @DateTimeFormat(pattern = "uuuu-MM-dd")
          @Nullable LocalDate to,
      PageRequest page) {
    LocalDate first = from == null ? FIRST_DAY : from;
    LocalDate last = to == null ? LAST_DAY : to;
    if (last.isBefore(first)) {
      throw new InvalidInput(Fault.of("to", "period-ends-before-it-begins"));
    }
    return statements
        .head(id, first, last)
        .flatMap(
            head ->
                statements
                    .lines(head.account(), first, last, page)
                    .map(
                        lines ->
                            ResponseEntity.ok()
                                .headers(page.answer(lines).getHeaders())
                                .body(statement(head, lines))));
  }

  private static Statement statement(Statements.Head head, Page<Statement.Line> lines) {
    return new Statement(
        head.account(), head.kind(), head.opening(), head.closing(), lines.items(), lines.next());
  }

  @GetMapping("/postings")
  Mono<ResponseEntity<Page<PostingView>>> postings(PageRequest page) {
    return books.postings(page).map(page::answer);
  }

  @GetMapping("/postings/{id}")
  Mono<PostingView> posting(@PathVariable UUID id) {
    return books.posting(id);
  }

  /**
   * Undoes a budget's correction or transfer, once, by a posting of its own that stands among the
   * budget's movements. What goes with a request, basket, donation or loan tells of something that
   * happened, and is refused here; a payment is undone at its voucher, a repayment at its loan, a
   * deposit at the loan fund, a distribution at its donation.
   */
  @PostMapping("/postings/{id}/reversal")
  Mono<ResponseEntity<PostingView>> reverse(
      Caller caller,
      IdempotencyKey key,
      @PathVariable UUID id,
      @RequestBody ReversalRequest request) {
    return idempotency.once(
        key,
        request,
        PostingView.class,
        () ->
            reversal
                .reverse(caller, id, request)
                .flatMap(books::posting)
                .map(LedgerController::created));
  }

  /** The ledger counted anew, in all and for each source. */
  @GetMapping("/proof")
  Mono<LedgerProof> proof() {
    return books.proof();
  }

  private static ResponseEntity<PostingView> created(PostingView posting) {
    return ResponseEntity.created(URI.create("/api/v1/ledger/postings/" + posting.id()))
        .body(posting);
  }
}
