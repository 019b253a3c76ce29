package org.retzef.basket.basket;

import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.basket.money.Money;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Baskets in the database, each with its balances. */
@Repository
public class Baskets {

  private static final String SELECT =
      """
      select basket.id, family_id, enrolment_id, unit::text as unit, programme, track, first_day,
             last_day, ceiling, reserved.balance as reserved, spent.balance as spent,
             available.balance as available
        from basket
        join account available on available.name = 'available/' || basket.id
        join account reserved on reserved.name = 'reserved/' || basket.id
        join account spent on spent.name = 'spent/' || basket.id
       where unit <@ :callerUnit::ltree
      """;

  private final DatabaseClient database;

  Baskets(DatabaseClient database) {
    this.database = database;
  }

  /** Fails with {@code basket-not-found}. */
  public Mono<Basket> find(Caller caller, UUID id) {
    return database
        .sql(SELECT + " and basket.id = :id")
        .bind("callerUnit", caller.unitPath())
        .bind("id", id)
        .map(Baskets::read)
        .one()
        .switchIfEmpty(Mono.error(BasketNotFound::new));
  }

  /**
   * @param familyId null for those of all families
   */
  Mono<Page<Basket>> seenBy(Caller caller, @Nullable UUID familyId, PageRequest page) {
    var query =
        database
            .sql(
                SELECT
                    + """
                       and (:familyId::uuid is null or family_id = :familyId)
                       and basket.id > :after
                     order by basket.id
                     limit :limit
                    """)
            .bind("callerUnit", caller.unitPath())
            .bind("after", page.afterId())
            .bind("limit", page.limitPlusOne());
    query =
        familyId == null
            ? query.bindNull("familyId", UUID.class)
            : query.bind("familyId", familyId);
    return query
        .map(Baskets::read)
        .all()
        .collectList()
        .map(baskets -> Page.of(baskets, page, basket -> basket.id().toString()));
  }

  /**
   * Whether it is new: an enrolment opens one basket, however often it is told.
   *
   * @param openedFor the family that was enrolled, which may be part of another now
   */
  Mono<Boolean> insert(Basket basket, UUID openedFor) {
    return database
        .sql(
            """
            insert into basket (id, family_id, opened_for, enrolment_id, unit, programme, track,
                                ceiling, first_day, last_day)
            values (:id, :familyId, :openedFor, :enrolmentId, :unit::ltree, :programme, :track,
                    :ceiling, :firstDay, :lastDay)
            on conflict (enrolment_id) do nothing
            """)
        .bind("id", basket.id())
        .bind("familyId", basket.familyId())
        .bind("openedFor", openedFor)
        .bind("enrolmentId", basket.enrolmentId())
        .bind("unit", basket.unit().path())
        .bind("programme", basket.programme())
        .bind("track", basket.track())
        .bind("ceiling", basket.ceiling().agorot())
        .bind("firstDay", basket.period().from())
        .bind("lastDay", basket.period().until())
        .fetch()
        .rowsUpdated()
        .map(rows -> rows == 1);
  }

  /** The family's baskets go with it: its former department sees them no more. */
  Mono<Void> move(TransferredFamily family) {
    return database
        .sql("update basket set unit = :unit::ltree where family_id = :familyId")
        .bind("unit", family.unit().path())
        .bind("familyId", family.familyId())
        .then();
  }

  private static Basket read(Readable row) {
    return new Basket(
        row.get("id", UUID.class),
        row.get("family_id", UUID.class),
        row.get("enrolment_id", UUID.class),
        new UnitPath(row.get("unit", String.class)),
        row.get("programme", String.class),
        row.get("track", String.class),
        new Basket.Period(
            row.get("first_day", LocalDate.class), row.get("last_day", LocalDate.class)),
        money(row, "ceiling"),
        money(row, "reserved"),
        money(row, "spent"),
        money(row, "available"));
  }

  private static Money money(Readable row, String column) {
    return new Money(row.get(column, Long.class));
  }
}
