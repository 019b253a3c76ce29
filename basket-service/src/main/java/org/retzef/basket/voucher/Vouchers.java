package org.retzef.basket.voucher;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.retzef.basket.basket.ConflictOfInterest;
import org.retzef.basket.money.Money;
import org.retzef.basket.request.RequestStatus;
import org.retzef.basket.voucher.VoucherSigning.Signed;
import org.retzef.platform.caller.Caller;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Vouchers in the database. A request's row is the lock of its voucher too. */
@Repository
class Vouchers {

  private static final String SELECT =
      """
      select voucher.id, voucher.request_id, request.basket_id, family_id, unit::text as unit,
             basket.track,
             vendor.id as vendor_id, vendor.code as vendor_code, vendor.name as vendor_name,
             status, request.amount, voucher.delivered, voucher.confirmed, voucher.invoiced,
             voucher.paid as paid_so_far, item.categories, item.descriptions, item.amounts, content,
             issued_on, valid_until, signature, content_hash, key_id, signed_at, paper_signed_on,
             delivered_on,
             payment.id as payment_id, payment.amount as paid, paid_on, paid_by,
             voucher.version
        from voucher
        join basket_request request on request.id = voucher.request_id
        join basket on basket.id = request.basket_id
        join vendor on vendor.id = voucher.vendor_id
       cross join lateral (
             select array_agg(category order by position) as categories,
                    array_agg(description order by position) as descriptions,
                    array_agg(amount order by position) as amounts
               from request_item where request_id = request.id) item
        left join payment on payment.voucher_id = voucher.id
             and not exists (select from payment_reversal where payment_id = payment.id)
       where voucher.id = any ((select :ids::uuid[])::uuid[]) -- planned once (decision 0090)
      """;

  private final DatabaseClient database;

  Vouchers(DatabaseClient database) {
    this.database = database;
  }

  /** Of the voucher behind a QR code; nothing where there is none. */
  Mono<UUID> idOfToken(String token) {
    return database
        .sql("select id from voucher where verify_hash = decode(:hash, 'hex')")
        .bind("hash", Ed25519.sha256(token))
        .map(row -> row.get("id", UUID.class))
        .one();
  }

  /** Those of them whose words told of a family that is erased. */
  Mono<Set<UUID>> erasedAmong(Set<UUID> ids) {
    return database
        .sql(
            """
            select voucher.id
              from voucher
              join basket_request request on request.id = voucher.request_id
              join basket on basket.id = request.basket_id
              join erased_family on erased_family.family_id = basket.opened_for
             where voucher.id = any(:ids)
            """)
        .bind("ids", ids.toArray(UUID[]::new))
        .map(row -> Objects.requireNonNull(row.get("id", UUID.class)))
        .all()
        .collect(Collectors.toSet());
  }

  Mono<Void> notePaper(UUID id, LocalDate signedOn, String notedBy) {
    return database
        .sql(
            """
            update voucher
               set paper_signed_on = :signedOn, paper_noted_by = :notedBy, version = version + 1
             where id = :id
            """)
        .bind("id", id)
        .bind("signedOn", signedOn)
        .bind("notedBy", notedBy)
        .then();
  }

  /** For whoever asks on nobody's behalf; nothing where there is none. */
  Mono<Voucher> find(UUID id) {
    return database.sql(SELECT).bind("ids", new UUID[] {id}).map(VoucherRow::read).one();
  }

  /** Vendors see their own vouchers, others those of their unit. */
  Mono<Voucher> find(Caller caller, UUID id) {
    return findAll(caller, Set.of(id)).map(List::getFirst);
  }

  /** As above, of many in their order; fails where one of them is not found. */
  Mono<List<Voucher>> findAll(Caller caller, Set<UUID> ids) {
    return database
        .sql(
            SELECT
                + """
                   and unit <@ :callerUnit::ltree
                   and (:vendor = '' or vendor.code = :vendor)
                """)
        .bind("ids", ids.toArray(UUID[]::new))
        .bind("callerUnit", caller.unitPath())
        .bind("vendor", ownVendorOf(caller))
        .map(VoucherRow::read)
        .all()
        .collectMap(Voucher::id)
        .filter(found -> found.size() == ids.size())
        .switchIfEmpty(Mono.error(VoucherNotFound::new))
        .map(found -> ids.stream().map(found::get).toList());
  }

  /** A vendor whose token names no code sees nothing. */
  private static String ownVendorOf(Caller caller) {
    return caller.has("vendor") ? Objects.requireNonNullElse(caller.vendor(), "?") : "";
  }

  /** As {@link #find}, and nobody else changes it until this transaction ends. */
  Mono<Voucher> lock(Caller caller, UUID id) {
    return lockAll(caller, Set.of(id)).map(List::getFirst);
  }

  /**
   * As {@link #findAll}, and nobody else changes them until this transaction ends. Whoever does not
   * see them waits for nobody, and nobody for them.
   */
  Mono<List<Voucher>> lockAll(Caller caller, Set<UUID> ids) {
    return database
        .sql(
            """
            select request.id
              from voucher
              join basket_request request on request.id = voucher.request_id
              join basket on basket.id = request.basket_id and unit <@ :callerUnit::ltree
              join vendor on vendor.id = voucher.vendor_id
             where voucher.id = any(:ids) and (:vendor = '' or vendor.code = :vendor)
             order by request.id
               for update of request
            """)
        .bind("ids", ids.toArray(UUID[]::new))
        .bind("callerUnit", caller.unitPath())
        .bind("vendor", ownVendorOf(caller))
        .then()
        .then(Mono.defer(() -> findAll(caller, ids)));
  }

  /** The request that a voucher was issued on. */
  Mono<UUID> requestOf(UUID voucherId) {
    return database
        .sql("select request_id from voucher where id = :id")
        .bind("id", voucherId)
        .map(row -> row.get("request_id", UUID.class))
        .one()
        .switchIfEmpty(Mono.error(VoucherNotFound::new));
  }

  /** Where a request stands; it is locked from here on. */
  Mono<RequestStatus> statusOf(UUID requestId) {
    return database
        .sql("select status from basket_request where id = :id for update")
        .bind("id", requestId)
        .map(row -> RequestStatus.valueOf(row.get("status", String.class)))
        .one();
  }

  /** What is signed is what the rows say now. */
  Mono<Void> sign(List<Signed> signed, String signedBy) {
    return database
        .sql(
            """
            update voucher
               set content = line.content, signature = line.signature, content_hash = line.hash,
                   key_id = line.key_id, signed_by = :signedBy, signed_at = line.signed_at,
                   version = version + 1
              from unnest(:ids::uuid[], :contents::text[], :signatures::text[], :hashes::text[],
                          :keyIds::text[], :times::timestamptz[])
                   as line (voucher_id, content, signature, hash, key_id, signed_at)
             where id = voucher_id
            """)
        .bind("signedBy", signedBy)
        .bind("ids", column(signed, one -> one.voucher().id()).toArray(UUID[]::new))
        .bind("contents", texts(signed, one -> one.voucher().expectedContent()))
        .bind("signatures", texts(signed, one -> one.signature().value()))
        .bind("hashes", texts(signed, one -> one.signature().contentHash()))
        .bind("keyIds", texts(signed, one -> one.signature().keyId()))
        .bind("times", column(signed, one -> one.signature().signedAt()).toArray(Instant[]::new))
        .then();
  }

  private static String[] texts(List<Signed> signed, Function<Signed, String> text) {
    return column(signed, text).toArray(String[]::new);
  }

  private static <T> List<T> column(List<Signed> signed, Function<Signed, T> value) {
    return signed.stream().map(value).toList();
  }

  /** What of the delivery came, by the family's answer or by what two people agreed on. */
  Mono<Void> confirm(UUID voucherId, @Nullable Money amount) {
    var statement =
        database
            .sql(
                """
                update voucher
                   set confirmed = coalesce(:amount::bigint, delivered), version = version + 1
                 where id = :id
                """)
            .bind("id", voucherId);
    return (amount == null
            ? statement.bindNull("amount", Long.class)
            : statement.bind("amount", amount.agorot()))
        .then();
  }

  /**
   * The database refuses a second one that is not undone. Fails with {@link ConflictOfInterest}.
   */
  Mono<Void> pay(UUID voucherId, Voucher.Payment payment) {
    return database
        .sql(
            """
            insert into payment (id, voucher_id, amount, paid_by, paid_on)
            values (:id, :voucherId, :amount, :paidBy, :paidOn)
            """)
        .bind("id", payment.id())
        .bind("voucherId", voucherId)
        .bind("amount", payment.amount().agorot())
        .bind("paidBy", payment.paidBy())
        .bind("paidOn", payment.paidOn())
        .then()
        .onErrorMap(ConflictOfInterest::orOther)
        .then(touch(voucherId));
  }

  /** The database refuses a second time, and who paid. Fails with {@link ConflictOfInterest}. */
  Mono<Void> reverse(ReversedPayment reversed, String reversedBy) {
    return database
        .sql(
            """
            insert into payment_reversal (payment_id, reason_code, reversed_by, reversed_on)
            values (:paymentId, :reasonCode, :reversedBy, :reversedOn)
            """)
        .bind("paymentId", reversed.paymentId())
        .bind("reasonCode", reversed.reasonCode().name())
        .bind("reversedBy", reversedBy)
        .bind("reversedOn", reversed.reversedOn())
        .then()
        .onErrorMap(ConflictOfInterest::orOther)
        .then(touch(reversed.voucherId()));
  }

  /** Something that a voucher shows has changed. */
  Mono<Void> touch(UUID id) {
    return database
        .sql("update voucher set version = version + 1 where id = :id")
        .bind("id", id)
        .then();
  }
}
