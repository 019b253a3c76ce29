package org.retzef.basket.voucher;

import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import org.retzef.basket.money.Money;
import org.retzef.basket.request.RequestStatus;
import org.retzef.basket.request.StepNotAllowed;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.idempotency.ExpectedVersion;
import org.retzef.platform.paging.Ids;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Invoices of vouchers. Filing runs inside the caller's command. */
@Repository
class Invoices {

  private static final Set<RequestStatus> TO_BE_PAID =
      Set.of(
          RequestStatus.ORDERED,
          RequestStatus.DELIVERED,
          RequestStatus.DISPUTED,
          RequestStatus.RECEIVED);

  private final DatabaseClient database;
  private final Vouchers vouchers;

  Invoices(DatabaseClient database, Vouchers vouchers) {
    this.database = database;
    this.vouchers = vouchers;
  }

  /**
   * Fails with {@link StepNotAllowed} where nothing will be paid any more, with {@link
   * InvalidInput} where it is older than the voucher, with {@link InvoiceAboveDelivery} and {@link
   * InvoiceExists}.
   */
  Mono<Invoice> file(
      Caller caller, UUID voucherId, ExpectedVersion expected, FileInvoiceRequest request) {
    return vouchers
        .lock(caller, voucherId)
        .doOnNext(voucher -> require(voucher, expected, request))
        .flatMap(
            voucher -> {
              var invoice =
                  new Invoice(
                      Ids.next(),
                      voucherId,
                      request.number(),
                      request.amount(),
                      request.issuedOn(),
                      voucher.version() + 1);
              return insert(invoice, caller.subject()).thenReturn(invoice);
            });
  }

  private static void require(
      Voucher voucher, ExpectedVersion expected, FileInvoiceRequest request) {
    expected.orRefuse(voucher.version(), VoucherView.of(voucher));
    if (!TO_BE_PAID.contains(voucher.status())) {
      throw new StepNotAllowed();
    }
    if (request.issuedOn().isBefore(voucher.issuedOn())) {
      throw new InvalidInput(Fault.of("issuedOn", "date-before-issue"));
    }
    Money left = voucher.totals().delivered().minus(voucher.totals().invoiced());
    if (request.amount().compareTo(left) > 0) {
      throw new InvoiceAboveDelivery(left);
    }
  }

  private Mono<Void> insert(Invoice invoice, String filedBy) {
    return database
        .sql(
            """
            insert into invoice (id, voucher_id, number, amount, issued_on, filed_by)
            values (:id, :voucherId, :number, :amount, :issuedOn, :filedBy)
            on conflict (voucher_id, number) do nothing
            """)
        .bind("id", invoice.id())
        .bind("voucherId", invoice.voucherId())
        .bind("number", invoice.number())
        .bind("amount", invoice.amount().agorot())
        .bind("issuedOn", invoice.issuedOn())
        .bind("filedBy", filedBy)
        .fetch()
        .rowsUpdated()
        .filter(rows -> rows == 1)
        .switchIfEmpty(Mono.error(InvoiceExists::new))
        .then(vouchers.touch(invoice.voucherId()));
  }

  /** The caller has been found to see the voucher. */
  Flux<Invoice> of(Voucher voucher) {
    return database
        .sql("select id, number, amount, issued_on from invoice where voucher_id = :id order by id")
        .bind("id", voucher.id())
        .map(
            row ->
                new Invoice(
                    row.get("id", UUID.class),
                    voucher.id(),
                    row.get("number", String.class),
                    new Money(row.get("amount", Long.class)),
                    row.get("issued_on", LocalDate.class),
                    voucher.version()))
        .all();
  }
}
