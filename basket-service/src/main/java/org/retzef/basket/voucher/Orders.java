package org.retzef.basket.voucher;

import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.retzef.basket.request.RequestNotFound;
import org.retzef.basket.vendor.Agreement;
import org.retzef.basket.vendor.Agreements;
import org.retzef.basket.vendor.Vendor;
import org.retzef.basket.vendor.Vendors;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** What can be ordered of whom: a request's items, from a vendor whose agreement covers them. */
@Repository
class Orders {

  private final DatabaseClient database;
  private final Vendors vendors;
  private final Agreements agreements;
  private final Clock clock;

  Orders(DatabaseClient database, Vendors vendors, Agreements agreements, Clock clock) {
    this.database = database;
    this.vendors = vendors;
    this.agreements = agreements;
    this.clock = clock;
  }

  /** What a voucher is to be issued on. */
  record Order(Vendor vendor, List<Voucher.Item> items) {}

  /**
   * What a request asks for.
   *
   * @param bought the items as a vendor's agreement looks at them
   */
  private record Asked(UnitPath unit, List<Voucher.Item> items, List<Agreement.Bought> bought) {}

  /** Fails where the caller sees no such request, or the vendor may not deliver that there. */
  Mono<Order> of(Caller caller, UUID requestId, UUID vendorId) {
    return asked(caller, requestId)
        .zipWhen(asked -> known(vendorId))
        .delayUntil(
            found ->
                agreements.require(
                    vendorId, found.getT1().unit(), LocalDate.now(clock), found.getT1().bought()))
        .map(found -> new Order(found.getT2(), found.getT1().items()));
  }

  private Mono<Vendor> known(UUID id) {
    return vendors
        .of(List.of(id))
        .singleOrEmpty()
        .switchIfEmpty(Mono.error(() -> new InvalidInput(Fault.of("vendorId", "vendor-unknown"))));
  }

  private Mono<Asked> asked(Caller caller, UUID requestId) {
    return database
        .sql(
            """
            select unit::text as unit, array_agg(category order by position) as categories,
                   array_agg(coalesce(purpose, '') order by position) as purposes,
                   array_agg(description order by position) as descriptions,
                   array_agg(item.amount order by position) as amounts
              from basket_request request
              join basket on basket.id = basket_id and unit <@ :callerUnit::ltree
              join request_item item on item.request_id = request.id
             where request.id = :requestId
             group by request.id, unit
            """)
        .bind("callerUnit", caller.unitPath())
        .bind("requestId", requestId)
        .map(Orders::read)
        .one()
        .switchIfEmpty(Mono.error(RequestNotFound::new));
  }

  private static Asked read(Readable row) {
    List<Voucher.Item> items = VoucherRow.readItems(row);
    String[] purposes = row.get("purposes", String[].class);
    List<Agreement.Bought> bought =
        IntStream.range(0, purposes.length)
            .mapToObj(
                i ->
                    new Agreement.Bought(
                        items.get(i).category(),
                        purposes[i].isEmpty() ? null : purposes[i],
                        items.get(i).amount()))
            .toList();
    return new Asked(new UnitPath(row.get("unit", String.class)), items, bought);
  }
}
