package org.retzef.basket.receipt;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/receipts")
class ReceiptController {

  private final Worklist worklist;

  ReceiptController(Worklist worklist) {
    this.worklist = worklist;
  }

  /** The worklist: which families were asked whether a delivery came, and what is known of it. */
  @GetMapping
  Mono<ResponseEntity<Page<ReceiptListItem>>> list(
      Caller caller,
      @RequestParam(required = false) @Nullable ReceiptStatus status,
      PageRequest page) {
    List<ReceiptStatus> statuses =
        status == null ? List.of(ReceiptStatus.values()) : List.of(status);
    return worklist.seenBy(caller, statuses, page).map(page::answer);
  }
}
