package org.retzef.basket.basket;

import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import java.util.UUID;
import org.retzef.basket.money.Money;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Changes of baskets in the database. */
@Repository
class BasketChanges {

  private final DatabaseClient database;
  private final Baskets baskets;

  BasketChanges(DatabaseClient database, Baskets baskets) {
    this.database = database;
    this.baskets = baskets;
  }

  /**
   * @param budget the account that it was filled from; empty while it waits
   * @param payer the account that it grows out of: where the budget's year is closed, the same line
   *     of the first open year that has one
   * @param calledOff whether its enrolment ended before it began
   */
  record Locked(Basket state, String budget, String payer, boolean calledOff) {}

  private record Kept(String budget, boolean calledOff) {}

  /** Of a family's household. */
  record Member(UUID familyId, UUID memberId) {}

  Mono<Void> joined(Member member) {
    return database
        .sql("delete from departed_member where family_id = :family and member_id = :member")
        .bind("family", member.familyId())
        .bind("member", member.memberId())
        .then();
  }

  /** Whether that is news. */
  Mono<Boolean> left(Member member) {
    return database
        .sql(
            """
            insert into departed_member (family_id, member_id) values (:family, :member)
            on conflict do nothing
            """)
        .bind("family", member.familyId())
        .bind("member", member.memberId())
        .fetch()
        .rowsUpdated()
        .map(rows -> rows > 0);
  }

  /**
   * A basket that nobody else changes until the command ends; fails with {@code basket-not-found}.
   */
  Mono<Locked> lock(UUID id) {
    return database
        .sql(
            """
            select coalesce(budget, '') as budget,
                   coalesce(closes_on < first_day, false) as called_off
              from basket where id = :id for no key update
            """)
        .bind("id", id)
        .map(row -> new Kept(row.get("budget", String.class), row.get("called_off", Boolean.class)))
        .one()
        .switchIfEmpty(Mono.error(BasketNotFound::new))
        .flatMap(kept -> state(id).flatMap(state -> locked(state, kept)));
  }

  private Mono<Locked> locked(Basket state, Kept kept) {
    return payer(state, kept.budget())
        .map(payer -> new Locked(state, kept.budget(), payer, kept.calledOff()));
  }

  private Mono<Basket> state(UUID id) {
    return database
        .sql(Baskets.SELECT + " and basket.id = :id")
        .bind("callerUnit", "IL")
        .bind("id", id)
        .map(Baskets::read)
        .one();
  }

  private Mono<String> payer(Basket basket, String budget) {
    return database
        .sql(
            """
            select first_open_year() as year
             where first_open_year()::text > split_part(:budget, '/', 2) and :budget <> ''
            """)
        .bind("budget", budget)
        .map(row -> row.get("year", Integer.class))
        .one()
        .flatMap(year -> baskets.budgetFor(year, basket.track(), basket.unit()))
        .defaultIfEmpty(budget);
  }

  /** Fails with {@link ConflictOfInterest}. */
  Mono<Void> insert(Adjustment adjustment, String madeBy) {
    return database
        .sql(
            """
            insert into basket_adjustment (id, basket_id, amount, reason_code, effective_on, made_by)
            values (:id, :basketId, :amount, :reasonCode, :effectiveOn, :madeBy)
            """)
        .bind("id", adjustment.id())
        .bind("basketId", adjustment.basketId())
        .bind("amount", adjustment.change().agorot())
        .bind("reasonCode", adjustment.reasonCode())
        .bind("effectiveOn", adjustment.effectiveOn())
        .bind("madeBy", madeBy)
        .then()
        .onErrorMap(ConflictOfInterest::orOther);
  }

  Flux<UUID> openOf(UUID familyId) {
    return database
        .sql(
            """
            select id from basket
             where family_id = :familyId and state = 'OPEN' and enrolment_id is not null
             order by id
            """)
        .bind("familyId", familyId)
        .map(row -> row.get("id", UUID.class))
        .all();
  }

  Mono<Void> markClosed(UUID id) {
    return database
        .sql("update basket set state = 'CLOSED', waits_for = 0, waits_since = null where id = :id")
        .bind("id", id)
        .then();
  }

  /**
   * Answers the basket's id, where the enrolment has one, and else remembers the end: of a family
   * that another took in, it is told with that one's events and may come before the beginning.
   */
  Mono<UUID> closeOn(EndedEnrolment ended) {
    return database
        .sql(
            """
            with closing as (
              update basket set closes_on = :day where enrolment_id = :enrolmentId returning id),
            early as (
              insert into early_end (enrolment_id, end_date)
              select :enrolmentId, :day where not exists (select from closing)
              on conflict (enrolment_id) do update set end_date = excluded.end_date)
            select id from closing
            """)
        .bind("enrolmentId", ended.enrolmentId())
        .bind("day", ended.endDate())
        .map(row -> row.get("id", UUID.class))
        .one();
  }

  /** What was told of the enrolment's end before its beginning; it is remembered no longer. */
  Mono<EndedEnrolment> takeEarlyEnd(UUID enrolmentId) {
    return database
        .sql("delete from early_end where enrolment_id = :id returning enrolment_id, end_date")
        .bind("id", enrolmentId)
        .map(BasketChanges::ended)
        .one();
  }

  /** One that came at the same moment as its beginning, so that neither saw the other. */
  Mono<EndedEnrolment> takeEarlyEnd() {
    return database
        .sql(
            """
            delete from early_end
             where enrolment_id = (
               select enrolment_id from early_end join basket using (enrolment_id)
                limit 1 for update of early_end skip locked)
            returning enrolment_id, end_date
            """)
        .map(BasketChanges::ended)
        .one();
  }

  private static EndedEnrolment ended(Readable row) {
    return new EndedEnrolment(
        row.get("enrolment_id", UUID.class), row.get("end_date", LocalDate.class));
  }

  /** What a basket is to grow by as soon as its budget has it; nothing ends its waiting. */
  Mono<Void> waitFor(UUID id, Money increase) {
    return database
        .sql(
            """
            update basket
               set waits_for = :increase,
                   waits_since = case when :increase > 0 then coalesce(waits_since, now()) end
             where id = :id
            """)
        .bind("id", id)
        .bind("increase", increase.agorot())
        .then();
  }

  /** The accounts out of which baskets wait to grow. */
  Flux<String> budgetsThatAreWaitedFor() {
    return database
        .sql("select distinct budget from basket where waits_for > 0 order by budget")
        .map(row -> row.get("budget", String.class))
        .all();
  }

  /** The one that waits longest, where nobody else has it in hand. */
  Mono<UUID> firstToGrow(String budget) {
    return database
        .sql(
            """
            select id from basket where waits_for > 0 and budget = :budget
             order by waits_since limit 1 for no key update skip locked
            """)
        .bind("budget", budget)
        .map(row -> row.get("id", UUID.class))
        .one();
  }

  /** One whose day has come and that nobody else is closing. */
  Mono<UUID> due(LocalDate today) {
    return database
        .sql(
            """
            select id from basket
             where closes_on <= :today and state <> 'CLOSED'
             limit 1 for no key update skip locked
            """)
        .bind("today", today)
        .map(row -> row.get("id", UUID.class))
        .one();
  }
}
