package org.retzef.basket.voucher;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PastOrPresent;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
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
    return this.many.all(key, many.vouchers(), rows -> issue(caller, rows));
  }

  private Mono<List<Done>> issue(Caller caller, List<ForRequest> rows) {
    return issue
        .issueAll(caller, byId(rows, ForRequest::requestId, ForRequest::vendorId))
        .map(all -> all.stream().map(ManyVouchersController::done).toList());
  }

  private static Done done(IssuedVoucher made) {
    return new Done(made.id(), made.status().name(), made.version());
  }

  /** Signs many vouchers, each with its own signature. */
  @PostMapping("/signatures")
  @ResponseStatus(HttpStatus.OK)
  Mono<ResponseEntity<RowsDone>> sign(
      Caller caller, IdempotencyKey key, @RequestBody SignMany many) {
    return this.many.all(key, many.vouchers(), rows -> sign(caller, rows));
  }

  private Mono<List<Done>> sign(Caller caller, List<Signed> rows) {
    return signing
        .signAll(caller, byId(rows, Signed::voucherId, row -> expected(row.version())))
        .map(all -> all.stream().map(ManyVouchersController::done).toList());
  }

  private static ExpectedVersion expected(long version) {
    return new ExpectedVersion(version);
  }

  private static Done done(Voucher signed) {
    return new Done(signed.id(), signed.status().name(), signed.version());
  }

  /** In the order of the rows; fails where two are of one, for the second meets what it became. */
  private static <R, T> Map<UUID, T> byId(
      List<R> rows, Function<R, UUID> id, Function<R, T> value) {
    Map<UUID, T> ordered = new LinkedHashMap<>();
    for (R row : rows) {
      if (ordered.put(id.apply(row), value.apply(row)) != null) {
        throw new IllegalArgumentException("Two rows of one cannot be done together");
      }
    }
    return ordered;
  }

  /** Confirms many deliveries, each by itself; the families are asked whether they came. */
  @PostMapping("/deliveries")
  @ResponseStatus(HttpStatus.OK)
  Mono<ResponseEntity<RowsDone>> deliver(
      Caller caller, IdempotencyKey key, @RequestBody DeliverMany many) {
    return this.many.all(key, many.deliveries(), rows -> deliver(caller, rows));
  }

  private Mono<List<Done>> deliver(Caller caller, List<OnVoucher> rows) {
    return delivery
        .confirmAll(caller, byId(rows, OnVoucher::voucherId, ManyVouchersController::coming))
        .map(all -> all.stream().map(ManyVouchersController::done).toList());
  }

  private static VoucherDelivery.Coming coming(OnVoucher row) {
    return new VoucherDelivery.Coming(
        expected(row.version()),
        new ConfirmDeliveryRequest(row.deliveredOn(), row.amount(), row.last()));
  }

  private static Done done(ConfirmedDelivery delivery) {
    return new Done(delivery.voucherId(), delivery.status().name(), delivery.version());
  }
}
