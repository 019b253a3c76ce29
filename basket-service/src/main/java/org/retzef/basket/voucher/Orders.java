package org.retzef.basket.voucher;

import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
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
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What can be ordered of whom, and the vouchers that order it, in the database. */
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
   * @param vendorId that it was approved for; null where it names none
   * @param purchase as a vendor's agreement looks at it
   */
  private record Asked(
      UUID requestId,
      @Nullable UUID vendorId,
      List<Voucher.Item> items,
      Agreement.Purchase purchase) {

    boolean isFor(UUID vendor) {
      return vendorId == null || vendorId.equals(vendor);
    }
  }

  /**
   * By request. Fails where the caller sees one of them not, where it was approved for another
   * vendor, or its vendor may not deliver that there.
   *
   * @param vendorOf each request
   */
  Mono<Map<UUID, Order>> of(Caller caller, Map<UUID, UUID> vendorOf) {
    return asked(caller, vendorOf.keySet())
        .zipWhen(asked -> known(Set.copyOf(vendorOf.values())))
        .delayUntil(found -> requireApproved(found.getT1(), vendorOf))
        .delayUntil(found -> requireAgreed(found.getT1(), vendorOf))
        .map(found -> orders(found.getT1(), vendorOf, found.getT2()));
  }

  private static Map<UUID, Order> orders(
      List<Asked> asked, Map<UUID, UUID> vendorOf, Map<UUID, Vendor> vendors) {
    return asked.stream()
        .collect(
            Collectors.toMap(
                Asked::requestId,
                one ->
                    new Order(
                        Objects.requireNonNull(vendors.get(vendorOf.get(one.requestId()))),
                        one.items())));
  }

  private Mono<Void> requireApproved(List<Asked> asked, Map<UUID, UUID> vendorOf) {
    return Flux.fromIterable(asked)
        .filter(one -> !one.isFor(Objects.requireNonNull(vendorOf.get(one.requestId()))))
        .mapNotNull(Asked::vendorId)
        .next()
        .flatMap(approved -> vendors.of(Set.of(approved)).next())
        .flatMap(approved -> Mono.error(new VendorNotApproved(approved.name())));
  }

  private Mono<Void> requireAgreed(List<Asked> asked, Map<UUID, UUID> vendorOf) {
    Map<UUID, List<Agreement.Purchase>> byVendor =
        asked.stream()
            .collect(
                Collectors.groupingBy(
                    one -> Objects.requireNonNull(vendorOf.get(one.requestId())),
                    Collectors.mapping(Asked::purchase, Collectors.toList())));
    return Flux.fromIterable(byVendor.entrySet())
        .concatMap(of -> agreements.require(of.getKey(), LocalDate.now(clock), of.getValue()))
        .then();
  }

  private Mono<Map<UUID, Vendor>> known(Set<UUID> ids) {
    return vendors
        .of(ids)
        .collectMap(Vendor::id)
        .filter(found -> found.size() == ids.size())
        .switchIfEmpty(Mono.error(() -> new InvalidInput(Fault.of("vendorId", "vendor-unknown"))));
  }

  private Mono<List<Asked>> asked(Caller caller, Set<UUID> requestIds) {
    return database
        .sql(
            """
            select request.id, unit::text as unit,
                   (array_agg(vendor_id order by position) filter (where vendor_id is not null))[1]
                     as approved_vendor,
                   array_agg(category order by position) as categories,
                   array_agg(coalesce(purpose, '') order by position) as purposes,
                   array_agg(description order by position) as descriptions,
                   array_agg(item.amount order by position) as amounts
              from basket_request request
              join basket on basket.id = basket_id and unit <@ :callerUnit::ltree
              join request_item item on item.request_id = request.id
             where request.id = any(:requestIds)
             group by request.id, unit
            """)
        .bind("callerUnit", caller.unitPath())
        .bind("requestIds", requestIds.toArray(UUID[]::new))
        .map(Orders::read)
        .all()
        .collectList()
        .filter(asked -> asked.size() == requestIds.size())
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
    return new Asked(
        row.get("id", UUID.class),
        row.get("approved_vendor", UUID.class),
        items,
        new Agreement.Purchase(new UnitPath(row.get("unit", String.class)), bought));
  }

  /**
   * A voucher that is to be issued.
   *
   * @param secretHash by which the token behind its QR code is known, in hexadecimal
   */
  record NewVoucher(UUID id, UUID requestId, UUID vendorId, String content, String secretHash) {}

  Mono<Void> insert(
      List<NewVoucher> vouchers, String issuedBy, LocalDate today, LocalDate validUntil) {
    return database
        .sql(
            """
            insert into voucher
              (id, request_id, vendor_id, content, issued_by, issued_on, valid_until, verify_hash)
            select id, request_id, vendor_id, content, :issuedBy, :today::date, :validUntil::date,
                   decode(hash, 'hex')
              from unnest(:ids::uuid[], :requests::uuid[], :vendors::uuid[], :contents::text[],
                          :hashes::text[]) as line (id, request_id, vendor_id, content, hash)
            """)
        .bind("ids", ids(vouchers, NewVoucher::id))
        .bind("requests", ids(vouchers, NewVoucher::requestId))
        .bind("vendors", ids(vouchers, NewVoucher::vendorId))
        .bind("contents", texts(vouchers, NewVoucher::content))
        .bind("hashes", texts(vouchers, NewVoucher::secretHash))
        .bind("issuedBy", issuedBy)
        .bind("today", today)
        .bind("validUntil", validUntil)
        .then();
  }

  private static UUID[] ids(List<NewVoucher> vouchers, Function<NewVoucher, UUID> id) {
    return vouchers.stream().map(id).toArray(UUID[]::new);
  }

  private static String[] texts(List<NewVoucher> vouchers, Function<NewVoucher, String> text) {
    return vouchers.stream().map(text).toArray(String[]::new);
  }
}
