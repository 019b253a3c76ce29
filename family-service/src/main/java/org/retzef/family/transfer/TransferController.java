package org.retzef.family.transfer;

import java.net.URI;
import java.util.UUID;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.idempotency.ExpectedVersion;
import org.retzef.platform.idempotency.Idempotency;
import org.retzef.platform.idempotency.OptionalIdempotencyKey;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1")
class TransferController {

  private final FamilyTransfer transfer;
  private final Transfers transfers;
  private final Idempotency idempotency;

  TransferController(FamilyTransfer transfer, Transfers transfers, Idempotency idempotency) {
    this.transfer = transfer;
    this.transfers = transfers;
    this.idempotency = idempotency;
  }

  /** Proposes that another department takes a family over. */
  @PostMapping("/families/{familyId}/transfers")
  Mono<ResponseEntity<Transfer>> propose(
      Caller caller,
      @PathVariable UUID familyId,
      OptionalIdempotencyKey key,
      @RequestBody TransferRequest request) {
    return idempotency.once(
        key,
        request,
        Transfer.class,
        () -> transfer.propose(caller, familyId, request).map(TransferController::created));
  }

  /** Lists the transfers to the caller's unit, or from it. */
  @GetMapping("/transfers")
  Mono<ResponseEntity<Page<Transfer>>> list(
      Caller caller,
      @RequestParam(defaultValue = "INCOMING") Direction direction,
      PageRequest page) {
    return transfers.seenBy(caller, direction, page).map(page::answer);
  }

  /** Shows a transfer, to both sides. */
  @GetMapping("/transfers/{id}")
  Mono<ResponseEntity<Transfer>> get(Caller caller, @PathVariable UUID id) {
    return transfers.find(caller, id).map(TransferController::found);
  }

  /**
   * Accepts or declines a family: by the head of the department that is to take it over. Once it is
   * accepted, the department that had it sees it no more.
   */
  @PostMapping("/transfers/{id}/answer")
  @ResponseStatus(HttpStatus.OK)
  Mono<ResponseEntity<Transfer>> answer(
      Caller caller,
      @PathVariable UUID id,
      ExpectedVersion expected,
      OptionalIdempotencyKey key,
      @RequestBody TransferAnswer request) {
    return idempotency.once(
        key,
        request,
        Transfer.class,
        () -> transfer.answer(caller, id, expected, request).map(TransferController::found));
  }

  private static ResponseEntity<Transfer> found(Transfer transfer) {
    return ResponseEntity.ok().eTag(ExpectedVersion.eTag(transfer.version())).body(transfer);
  }

  private static ResponseEntity<Transfer> created(Transfer transfer) {
    return ResponseEntity.created(URI.create("/api/v1/transfers/" + transfer.id()))
        .eTag(ExpectedVersion.eTag(transfer.version()))
        .body(transfer);
  }
}
