package org.retzef.basket.voucher;

import java.net.URI;
import java.util.UUID;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.idempotency.ExpectedVersion;
import org.retzef.platform.idempotency.Idempotency;
import org.retzef.platform.idempotency.IdempotencyKey;
import org.retzef.platform.paging.Page;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/vouchers/{id}/invoice")
class InvoiceController {

  private final Invoices invoices;
  private final Vouchers vouchers;
  private final Idempotency idempotency;

  InvoiceController(Invoices invoices, Vouchers vouchers, Idempotency idempotency) {
    this.invoices = invoices;
    this.vouchers = vouchers;
    this.idempotency = idempotency;
  }

  /** Asks for payment of what was delivered; all invoices together never exceed it. */
  @PostMapping
  Mono<ResponseEntity<Invoice>> file(
      Caller caller,
      @PathVariable UUID id,
      ExpectedVersion expected,
      IdempotencyKey key,
      @RequestBody FileInvoiceRequest request) {
    return idempotency.once(
        key,
        request,
        Invoice.class,
        () -> invoices.file(caller, id, expected, request).map(InvoiceController::filed));
  }

  /** The invoices of a voucher. */
  @GetMapping
  Mono<Page<Invoice>> list(Caller caller, @PathVariable UUID id) {
    return vouchers.find(caller, id).flatMapMany(invoices::of).collectList().map(Page::whole);
  }

  private static ResponseEntity<Invoice> filed(Invoice invoice) {
    return ResponseEntity.created(
            URI.create("/api/v1/vouchers/" + invoice.voucherId() + "/invoice"))
        .eTag(ExpectedVersion.eTag(invoice.version()))
        .body(invoice);
  }
}
