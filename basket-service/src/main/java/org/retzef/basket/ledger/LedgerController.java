package org.retzef.basket.ledger;

import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/ledger")
class LedgerController {

  private final Books books;

  LedgerController(Books books) {
    this.books = books;
  }

  @GetMapping("/accounts")
  Mono<ResponseEntity<Page<AccountBalance>>> accounts(PageRequest page) {
    return books.accounts(page).map(page::answer);
  }

  @GetMapping("/postings")
  Mono<ResponseEntity<Page<PostingView>>> postings(PageRequest page) {
    return books.postings(page).map(page::answer);
  }

  @GetMapping("/proof")
  Mono<LedgerProof> proof() {
    return books.proof();
  }
}
