package org.retzef.basket.basket;

import io.r2dbc.spi.Readable;
import java.time.Clock;
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
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Baskets in the database, each with its balances. */
@Repository
public class Baskets {

  static final String SELECT =
      """
      select basket.id, family_id, enrolment_id, unit::text as unit, programme, track, first_day,
             last_day, state, closes_on, waits_for, coalesce(reserved.balance, 0) as reserved,
             coalesce(spent.balance, 0) as spent, coalesce(available.balance, 0) as available,
             version_of((basket, available.balance, reserved.balance, spent.balance)::text) as version
        from basket
        left join account available on available.name = 'available/' || basket.id
        left join account reserved on reserved.name = 'reserved/' || basket.id
        left join account spent on spent.name = 'spent/' || basket.id
       where unit <@ :callerUnit::ltree
      """;

  private final DatabaseClient database;
  private final ReceiptsOfBaskets receipts;
  private final Clock clock;

  Baskets(DatabaseClient database, ReceiptsOfBaskets receipts, Clock clock) {
    this.database = database;
    this.receipts = receipts;
    this.clock = clock;
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
   * @param status null for any
   */
  Mono<Page<Basket>> seenBy(
      Caller caller, @Nullable UUID familyId, Basket.@Nullable Status status, PageRequest page) {
    var query =
        database
            .sql(
                SELECT
                    + """
                       and (:familyId::uuid is null or family_id = :familyId)
                       and (:status::text is null or state = :status
                            or (:status = 'WAITING_FOR_BUDGET' and waits_for > 0))
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
    query =
        status == null
            ? query.bindNull("status", String.class)
            : query.bind("status", status.name());
    return query
        .map(Baskets::read)
        .all()
        .collectList()
        .map(baskets -> Page.of(baskets, page, basket -> basket.id().toString()));
  }

  /**
   * Whether it is new: an enrolment has one basket, however often it is told, and a family that is
   * enrolled nowhere one open one of a line. How long it lasts is decided when it opens.
   *
   * @param openedFor the family that was enrolled, which may be part of another now
   */
  Mono<Boolean> insert(WaitingBasket basket, UUID openedFor) {
    var statement =
        database
            .sql(
                """
                insert into basket (id, family_id, opened_for, client, enrolment_id, unit, programme,
                                    track, state, first_day, last_day)
                values (:id, :familyId, :openedFor,
                        case when :enrolmentId::uuid is null then :openedFor::uuid end,
                        :enrolmentId, :unit::ltree, :programme, :track,
                        'WAITING_FOR_BUDGET', :firstDay, :lastDay)
                on conflict do nothing
                """)
            .bind("id", basket.id())
            .bind("familyId", basket.familyId())
            .bind("openedFor", openedFor)
            .bind("unit", basket.unit().path())
            .bind("track", basket.track())
            .bind("firstDay", basket.firstDay())
            .bind("lastDay", basket.firstDay().plusYears(1).minusDays(1));
    statement =
        basket.enrolmentId() == null
            ? statement.bindNull("enrolmentId", UUID.class)
            : statement.bind("enrolmentId", basket.enrolmentId());
    statement =
        basket.programme() == null
            ? statement.bindNull("programme", String.class)
            : statement.bind("programme", basket.programme());
    return statement.fetch().rowsUpdated().map(rows -> rows == 1);
  }

  /**
   * Fails with {@link BasketExists} where the family has an open one of the line, be it one of a
   * family that it took in. Until the commit, nobody else opens one for it.
   */
  Mono<Void> requireNoneWithoutProgramme(WaitingBasket basket) {
    return database
        .sql("select pg_advisory_xact_lock(hashtextextended(:family, 30))")
        .bind("family", "basket-without-programme/" + basket.familyId())
        .then()
        .then(
            database
                .sql(
                    """
                    select id from basket
                     where family_id = :familyId and track = :track
                       and client is not null and state <> 'CLOSED'
                     limit 1
                    """)
                .bind("familyId", basket.familyId())
                .bind("track", basket.track())
                .fetch()
                .first()
                .flatMap(found -> Mono.error(BasketExists::new)));
  }

  /** The account that a basket of this unit is filled from: the nearest that was allocated to. */
  Mono<String> budgetFor(int year, String track, UnitPath unit) {
    return database
        .sql(
            """
            select name from account
             where name in ('budget/' || :line,
                            'allocation/' || :line || '/' || subltree(:unit::ltree, 0, least(2, nlevel(:unit::ltree)))::text,
                            'allocation/' || :line || '/' || subltree(:unit::ltree, 0, least(3, nlevel(:unit::ltree)))::text)
             order by length(name) desc
             limit 1
            """)
        .bind("line", year + "/" + track)
        .bind("unit", unit.path())
        .map(row -> row.get("name", String.class))
        .one();
  }

  /**
   * The family's baskets go with it, and with them its receipts and what it was given out of
   * donations: its former department sees them no more.
   */
  Mono<Void> move(TransferredFamily family) {
    return receipts
        .lock(family.familyId())
        .then(Mono.defer(() -> moveAll(family)))
        .then(Mono.defer(() -> receipts.follow(family.familyId())));
  }

  private Mono<Void> moveAll(TransferredFamily family) {
    return database
        .sql(
            """
            with given as (
              update donation_distribution set unit = :unit::ltree where family_id = :familyId)
            update basket set unit = :unit::ltree where family_id = :familyId
            """)
        .bind("unit", family.unit().path())
        .bind("familyId", family.familyId())
        .then();
  }

  /** One without an enrolment, which would end it, closes after its last day. */
  Mono<Void> markOpen(UUID id, Money allowance, LocalDate lastDay, String budget) {
    return database
        .sql(
            """
            update basket
               set state = 'OPEN', allowance = :allowance, last_day = :lastDay, budget = :budget,
                   closes_on = case when client is null then closes_on else :lastDay::date + 1 end
             where id = :id
            """)
        .bind("id", id)
        .bind("allowance", allowance.agorot())
        .bind("lastDay", lastDay)
        .bind("budget", budget)
        .then();
  }

  /** Fails as {@link Basket.Status#requireOpen()}; nobody closes it as long as the command runs. */
  Mono<Void> requireOpen(UUID id) {
    return database
        .sql(
            """
            select case when closes_on <= :today then 'CLOSED' else state end as state
              from basket where id = :id for share
            """)
        .bind("id", id)
        .bind("today", LocalDate.now(clock))
        .map(row -> Basket.Status.valueOf(row.get("state", String.class)))
        .one()
        .doOnNext(Basket.Status::requireOpen)
        .then();
  }

  /** Where baskets wait. */
  record Place(String track, String unit) {}

  Flux<Place> waitingPlaces() {
    return database
        .sql(
            """
            select distinct track, unit::text as unit from basket
             where state = 'WAITING_FOR_BUDGET'
             order by track, unit limit 5000
            """)
        .map(row -> new Place(row.get("track", String.class), row.get("unit", String.class)))
        .all();
  }

  Mono<WaitingBasket> firstWaiting(Place place) {
    return database
        .sql(
            """
            select id, family_id, enrolment_id, unit::text as unit, programme, track, first_day
              from basket
             where state = 'WAITING_FOR_BUDGET' and track = :track and unit = :unit::ltree
             order by id
             limit 1 for no key update skip locked
            """)
        .bind("track", place.track())
        .bind("unit", place.unit())
        .map(
            row ->
                new WaitingBasket(
                    row.get("id", UUID.class),
                    row.get("family_id", UUID.class),
                    row.get("enrolment_id", UUID.class),
                    new UnitPath(row.get("unit", String.class)),
                    row.get("programme", String.class),
                    row.get("track", String.class),
                    row.get("first_day", LocalDate.class)))
        .one();
  }

  /** Where what a basket does not need goes, as long as the caller's command runs. */
  Mono<String> accountForTheRest(UUID id) {
    return database
        .sql(
            """
            select case when state = 'CLOSED' then budget else 'available/' || id end as account
              from basket where id = :id for share
            """)
        .bind("id", id)
        .map(row -> row.get("account", String.class))
        .one();
  }

  static Basket read(Readable row) {
    Money reserved = money(row, "reserved");
    Money spent = money(row, "spent");
    Money left = money(row, "available");
    return new Basket(
        row.get("id", UUID.class),
        row.get("family_id", UUID.class),
        row.get("enrolment_id", UUID.class),
        new UnitPath(row.get("unit", String.class)),
        row.get("programme", String.class),
        row.get("track", String.class),
        new Basket.Period(
            row.get("first_day", LocalDate.class), row.get("last_day", LocalDate.class)),
        Basket.Status.valueOf(row.get("state", String.class)),
        row.get("closes_on", LocalDate.class),
        reserved.plus(spent).plus(left),
        reserved,
        spent,
        left,
        money(row, "waits_for"),
        row.get("version", Long.class));
  }

  private static Money money(Readable row, String column) {
    return new Money(row.get(column, Long.class));
  }
}
