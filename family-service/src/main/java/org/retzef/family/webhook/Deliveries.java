package org.retzef.family.webhook;

import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Deliveries as they are taken on, tried, and done. Every time here is the database's. */
@Repository
class Deliveries {

  /** Seconds from one try to the next: five seconds, minutes, hours, up to a day. */
  private static final Integer[] BACK_OFF = {
    5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400
  };

  private static final String SELECT =
      """
      select change_id, number, type, state, attempts, failure
        from webhook_delivery as delivery join partner_change on id = change_id
      """;

  private final DatabaseClient database;
  private final SealedSecrets secrets;

  Deliveries(DatabaseClient database, SealedSecrets secrets) {
    this.database = database;
    this.secrets = secrets;
  }

  /** Only of partners whose agreement is in force now: whoever is shut out hears nothing. */
  Mono<List<DueDelivery>> takeOn(int atMost) {
    return database
        .sql(
            """
            with batch as (
              select change_id from webhook_delivery
               where state = 'DUE' and next_try_at <= now()
                 and partner in (select partner from partner_agreement_in_force
                                  where 'referrals:write' = any(granted))
               order by next_try_at
               limit :atMost
                 for update skip locked
            ), taken as (
              update webhook_delivery as delivery
                 set next_try_at = now() + interval '2 minutes', attempts = attempts + 1
                from batch
               where delivery.change_id = batch.change_id
              returning delivery.change_id
            )
            select change.id, change.partner, url, number, type, at, data::text as data, sealed_secret,
                   case when former_until > now() then sealed_former end as sealed_former
              from taken
              join partner_change as change on change.id = change_id
              join partner_webhook as webhook on webhook.partner = change.partner
             order by change.partner, number
            """)
        .bind("atMost", atMost)
        .map(this::read)
        .all()
        .collectList();
  }

  private DueDelivery read(Readable row) {
    String partner = row.get("partner", String.class);
    return new DueDelivery(
        row.get("id", UUID.class),
        partner,
        row.get("url", String.class),
        row.get("number", Long.class),
        row.get("type", String.class),
        row.get("at", Instant.class),
        row.get("data", String.class),
        Stream.of("sealed_secret", "sealed_former")
            .map(column -> row.get(column, byte[].class))
            .filter(Objects::nonNull)
            .map(kept -> secrets.open(partner, kept))
            .toList());
  }

  /** What fails often enough is dead; after one failure, all of its partner's wait a little. */
  Mono<Void> note(DueDelivery delivery, Outcome outcome) {
    Mono<Void> noted =
        database
            .sql(
                """
                update webhook_delivery
                   set state = case when :failure::text is null then 'DELIVERED'
                                    when :gone or attempts > cardinality(:backOff::int[]) then 'DEAD'
                                    else 'DUE' end,
                       failure = :failure,
                       next_try_at = now() + interval '1 second' * coalesce((:backOff::int[])[attempts], 0)
                 where change_id = :id and state = 'DUE'
                """)
            .bind("failure", Parameters.in(R2dbcType.VARCHAR, outcome.failure()))
            .bind("gone", outcome.gone())
            .bind("backOff", BACK_OFF)
            .bind("id", delivery.id())
            .then();
    if (outcome.failure() == null) {
      return noted;
    }
    return noted.then(outcome.gone() ? giveUp(delivery.partner()) : wait(delivery.partner()));
  }

  private Mono<Void> wait(String partner) {
    return database
        .sql(
            """
            update webhook_delivery set next_try_at = now() + interval '5 seconds'
             where partner = :partner and state = 'DUE' and attempts = 0 and next_try_at <= now()
            """)
        .bind("partner", partner)
        .then();
  }

  private Mono<Void> giveUp(String partner) {
    return database
        .sql("update partner_webhook set gone = true where partner = :partner")
        .bind("partner", partner)
        .then()
        .then(
            database
                .sql(
                    """
                    update webhook_delivery set state = 'DEAD', failure = 'status-410'
                     where partner = :partner and state = 'DUE'
                    """)
                .bind("partner", partner)
                .then());
  }

  /** Also one that was delivered: the partner has lost it. Fails with {@link DeliveryNotFound}. */
  Mono<Delivery> replay(String partner, UUID id) {
    return database
        .sql(
            """
            update webhook_delivery set state = 'DUE', attempts = 0, next_try_at = now()
             where partner = :partner and change_id = :id
            """)
        .bind("partner", partner)
        .bind("id", id)
        .fetch()
        .rowsUpdated()
        .filter(rows -> rows == 1)
        .switchIfEmpty(Mono.error(DeliveryNotFound::new))
        .then(
            Mono.defer(
                () ->
                    database
                        .sql(SELECT + "where delivery.partner = :partner and change_id = :id")
                        .bind("partner", partner)
                        .bind("id", id)
                        .map(Deliveries::delivery)
                        .one()));
  }

  Mono<Page<Delivery>> of(String partner, Delivery.@Nullable State state, PageRequest page) {
    return database
        .sql(
            SELECT
                + """
                where delivery.partner = :partner and (:state::text is null or state = :state)
                  and change_id > :after order by change_id limit :limit
                """)
        .bind("partner", partner)
        .bind("state", Parameters.in(R2dbcType.VARCHAR, state == null ? null : state.name()))
        .bind("after", page.afterId())
        .bind("limit", page.limitPlusOne())
        .map(Deliveries::delivery)
        .all()
        .collectList()
        .map(found -> Page.of(found, page, one -> one.id().toString()));
  }

  private static Delivery delivery(Readable row) {
    return new Delivery(
        row.get("change_id", UUID.class),
        row.get("number", Long.class),
        row.get("type", String.class),
        Delivery.State.valueOf(row.get("state", String.class)),
        row.get("attempts", Integer.class),
        row.get("failure", String.class));
  }
}
