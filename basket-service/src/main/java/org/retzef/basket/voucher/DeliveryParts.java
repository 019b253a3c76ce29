package org.retzef.basket.voucher;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.retzef.basket.money.Money;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** What was delivered on vouchers, in the database. */
@Repository
class DeliveryParts {

  private final DatabaseClient database;
  private final Clock clock;

  DeliveryParts(DatabaseClient database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * What came of an order.
   *
   * @param voucher as it was before
   * @param last whether nothing more is to come
   */
  record Part(Voucher voucher, Money amount, LocalDate day, boolean last) {

    /**
     * Nothing more came, and nothing will.
     *
     * @param day of the last part
     */
    static Part none(Voucher voucher, LocalDate day) {
      return new Part(voucher, Money.ZERO, day, true);
    }

    UUID requestId() {
      return voucher.requestId();
    }

    /** What is still to come. */
    Money left() {
      return voucher.toDeliver().minus(amount);
    }
  }

  /** Adds parts to the totals of their vouchers, one each. */
  Mono<Void> insert(List<Part> parts, String confirmedBy) {
    return database
        .sql(
            """
            insert into delivery_part
              (id, voucher_id, amount, delivered_on, confirmed_by, confirmed_at)
            select uuidv7(), voucher_id, amount, delivered_on, :confirmedBy, :now
              from unnest(:ids::uuid[], :amounts::bigint[], :days::date[])
                   as part (voucher_id, amount, delivered_on)
            """)
        .bind("ids", ids(parts))
        .bind("amounts", column(parts, part -> part.amount().agorot()).toArray(Long[]::new))
        .bind("days", days(parts))
        .bind("confirmedBy", confirmedBy)
        .bind("now", clock.instant())
        .then()
        .then(
            database
                .sql("update voucher set version = version + 1 where id = any(:ids)")
                .bind("ids", ids(parts))
                .then());
  }

  /** On which the latest part of a voucher came; nothing where none did. */
  Mono<LocalDate> lastDayOf(UUID voucherId) {
    return database
        .sql(
            """
            select delivered_on from delivery_part
             where voucher_id = :id order by delivered_on desc limit 1
            """)
        .bind("id", voucherId)
        .map(row -> row.get("delivered_on", LocalDate.class))
        .one();
  }

  /** Nothing more is to come on these vouchers. */
  Mono<Void> close(List<Part> last) {
    return database
        .sql(
            """
            update voucher set delivered_on = day
              from unnest(:ids::uuid[], :days::date[]) as closed (closed_id, day)
             where id = closed_id
            """)
        .bind("ids", ids(last))
        .bind("days", days(last))
        .then();
  }

  private static UUID[] ids(List<Part> parts) {
    return column(parts, part -> part.voucher().id()).toArray(UUID[]::new);
  }

  private static LocalDate[] days(List<Part> parts) {
    return column(parts, Part::day).toArray(LocalDate[]::new);
  }

  private static <T> List<T> column(List<Part> parts, Function<Part, T> value) {
    return parts.stream().map(value).toList();
  }
}
