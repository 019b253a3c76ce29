package org.retzef.basket.request;

import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import org.retzef.basket.approval.PolicyVersion;
import org.retzef.basket.basket.Basket;
import org.retzef.basket.basket.BasketNotFound;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.caller.UnitPath;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Reads in one statement what every request must know: each further one costs a tenth of it. */
@Repository
class BasketsToAsk {

  private final DatabaseClient database;
  private final Clock clock;

  BasketsToAsk(DatabaseClient database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Fails with {@link BasketNotFound}. */
  Mono<BasketToAsk> find(Caller caller, UUID basketId, SubmitRequest request) {
    return database
        .sql(
            """
            select basket.id, family_id, unit::text as unit, track,
                   case when closes_on <= :today then 'CLOSED' else state end as state,
                   array(select code from category
                          where code = any(:categories::text[])
                            and :today between valid_from and coalesce(valid_until, 'infinity')
                            and (not emergency_only or in_emergency(basket.unit, :today)))
                     as categories,
                   exists (select from spending_rule where category = any(:categories::text[]))
                     as ruled,
                   case when in_emergency(basket.unit, :today) then 'EMERGENCY' else 'ROUTINE' end
                     as mode,
                   policy.id as policy_id, policy.version as policy_version
              from basket
             cross join (select id, version from routing_policy
                          where valid_from <= :today order by valid_from desc limit 1) policy
             where unit <@ :callerUnit::ltree and basket.id = :id
            """)
        .bind("callerUnit", caller.unitPath())
        .bind("id", basketId)
        .bind("categories", request.categories().toArray(String[]::new))
        .bind("today", LocalDate.now(clock))
        .map(BasketsToAsk::read)
        .one()
        .switchIfEmpty(Mono.error(BasketNotFound::new));
  }

  private static BasketToAsk read(Readable row) {
    return new BasketToAsk(
        row.get("id", UUID.class),
        row.get("family_id", UUID.class),
        new UnitPath(row.get("unit", String.class)),
        row.get("track", String.class),
        Basket.Status.valueOf(row.get("state", String.class)),
        Set.of(row.get("categories", String[].class)),
        row.get("ruled", Boolean.class),
        Mode.valueOf(row.get("mode", String.class)),
        new PolicyVersion(row.get("policy_id", UUID.class), row.get("policy_version", Long.class)));
  }
}
