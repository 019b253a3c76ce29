package org.retzef.basket.voucher;

import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.retzef.basket.money.Money;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** The vouchers of a unit that could be delivered on if somebody signed them. */
@Repository
class UnsignedVouchers {

  private final DatabaseClient database;

  UnsignedVouchers(DatabaseClient database) {
    this.database = database;
  }

  /** Who waits longest comes first. */
  Mono<Page<UnsignedVoucher>> seenBy(Caller caller, LocalDate today, PageRequest page) {
    return database
        .sql(
            """
            select voucher.id, vendor.name, ordered, issued_on, valid_until,
                   (select array_agg(distinct category order by category)
                      from request_item where request_id = request.id) as categories
              from voucher
              join basket_request request on request.id = voucher.request_id
              join basket on basket.id = request.basket_id
              join vendor on vendor.id = voucher.vendor_id
             where signature is null and paper_signed_on is null
               and status = 'ORDERED' and (valid_until is null or valid_until >= :today)
               and unit <@ :callerUnit::ltree
               and voucher.id > :after
             order by voucher.id
             limit :limit
            """)
        .bind("today", today)
        .bind("callerUnit", caller.unitPath())
        .bind("after", page.afterId())
        .bind("limit", page.limitPlusOne())
        .map(UnsignedVouchers::read)
        .all()
        .collectList()
        .map(vouchers -> Page.of(vouchers, page, voucher -> voucher.id().toString()));
  }

  private static UnsignedVoucher read(Readable row) {
    return new UnsignedVoucher(
        row.get("id", UUID.class),
        row.get("name", String.class),
        List.of(row.get("categories", String[].class)),
        new Money(row.get("ordered", Long.class)),
        row.get("issued_on", LocalDate.class),
        row.get("valid_until", LocalDate.class));
  }
}
