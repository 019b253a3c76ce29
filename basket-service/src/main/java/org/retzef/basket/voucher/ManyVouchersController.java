package org.retzef.basket.voucher;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PastOrPresent;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.basket.many.ManyRows;
import org.retzef.basket.many.RowsDone;
import org.retzef.basket.many.RowsDone.Done;
import org.retzef.basket.money.AboveZero;
import org.retzef.basket.money.Money;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.idempotency.ExpectedVersion;
import org.retzef.platform.idempotency.IdempotencyKey;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/vouchers")
class ManyVouchersController {

  private final VoucherIssue issue;
  private final VoucherSigning signing;
  private final VoucherDelivery delivery;
  private final ManyRows many;

  ManyVouchersController(
      VoucherIssue issue, VoucherSigning signing, VoucherDelivery delivery, ManyRows many) {
    this.issue = issue;
    this.signing = signing;
    this.delivery = delivery;
    this.many = many;
  }

  record IssueMany(
      @NotNull @Size(min = 1, max = ManyRows.MOST) List<@NotNull @Valid ForRequest> vouchers) {}

  record ForRequest(@NotNull UUID requestId, @NotNull UUID vendorId) {}

  record SignMany(
      @NotNull @Size(min = 1, max = ManyRows.MOST) List<@NotNull @Valid Signed> vouchers) {}

  /**
   * @param version of the voucher, as who signs has seen it
   */
  record Signed(@NotNull UUID voucherId, @NotNull Long version) {}

  record DeliverMany(
      @NotNull @Size(min = 1, max = ManyRows.MOST) List<@NotNull @Valid OnVoucher> deliveries) {}

  /**
   * @param amount what came now; null for all that is still to come
   * @param last whether nothing more will come; null for: when all has come
   */
  record OnVoucher(
      @NotNull UUID voucherId,
      @NotNull Long version,
      @NotNull @PastOrPresent(message = "date-in-future") LocalDate deliveredOn,
      @Nullable @AboveZero Money amount,
      @Nullable Boolean last) {}

  /** Orders what was approved, one voucher a request, each by itself. */
  @PostMapping
  @ResponseStatus(HttpStatus.OK)
  Mono<ResponseEntity<RowsDone>> issue(
      Caller caller, IdempotencyKey key, @RequestBody IssueMany many) {
    return this.many.each(
        key,
        many.vouchers(),
        row ->
            issue
                .issue(caller, row.requestId(), new IssueVoucherRequest(row.vendorId()))
                .map(made -> new Done(made.id(), made.status().name(), made.version())));
  }

  /** Signs many vouchers, each with its own signature. */
  @PostMapping("/signatures")
  @ResponseStatus(HttpStatus.OK)
  Mono<ResponseEntity<RowsDone>> sign(
      Caller caller, IdempotencyKey key, @RequestBody SignMany many) {
    return this.many.each(
        key,
        many.vouchers(),
        row ->
            signing
                .sign(caller, row.voucherId(), new ExpectedVersion(row.version()))
                .map(done -> new Done(done.id(), done.status().name(), done.version())));
  }

  /** Confirms many deliveries, each by itself; the families are asked whether they came. */
  @PostMapping("/deliveries")
  @ResponseStatus(HttpStatus.OK)
  Mono<ResponseEntity<RowsDone>> deliver(
      Caller caller, IdempotencyKey key, @RequestBody DeliverMany many) {
    return this.many.each(key, many.deliveries(), row -> deliver(caller, row));
  }

  private Mono<Done> deliver(Caller caller, OnVoucher row) {
    return delivery
        .confirm(
            caller,
            row.voucherId(),
            new ExpectedVersion(row.version()),
            new ConfirmDeliveryRequest(row.deliveredOn(), row.amount(), row.last()))
        .map(done -> new Done(done.voucherId(), done.status().name(), done.version()));
  }
}
