package org.retzef.basket.request;

import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import org.retzef.basket.money.Money;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.caller.UnitPath;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Reads in one statement what every decision must know (decision 0038). */
@Repository
class RequestsToDecide {

  private final DatabaseClient database;

  RequestsToDecide(DatabaseClient database) {
    this.database = database;
  }

  /** Fails with {@link RequestNotFound}. */
  Mono<RequestToDecide> find(Caller caller, UUID id, LocalDate today) {
    return database
        .sql(
            """
            select request.id, basket_id, family_id, unit::text as unit, request.amount, status,
                   required_tier, request.round, request.version,
                   coalesce((select quorums[required_tier] from routing_policy
                              where routing_policy.id = policy_id), 1) as quorum,
                   array(select requested_by
                         union
                         select taken_by from request_step
                          where request_id = request.id and step in ('SUBMIT', 'EDIT')) as askers,
                   case when request.round > 1 then array(%s) else '{}' end as refusers,
                   exists (select from approval_freeze
                            where approval_freeze.unit @> basket.unit
                              and :today between approval_freeze.first_day
                                             and approval_freeze.last_day) as frozen
              from basket_request request
              join basket on basket.id = basket_id
             where unit <@ :callerUnit::ltree and required_tier >= :fromTier and request.id = :id
            """
                .formatted(Refusers.OF_REQUEST))
        .bind("callerUnit", caller.unitPath())
        .bind("fromTier", Requests.fromTier(caller))
        .bind("id", id)
        .bind("today", today)
        .map(RequestsToDecide::read)
        .one()
        .switchIfEmpty(Mono.error(RequestNotFound::new));
  }

  private static RequestToDecide read(Readable row) {
    return new RequestToDecide(
        row.get("id", UUID.class),
        row.get("basket_id", UUID.class),
        row.get("family_id", UUID.class),
        new UnitPath(row.get("unit", String.class)),
        new Money(row.get("amount", Long.class)),
        RequestStatus.valueOf(row.get("status", String.class)),
        row.get("required_tier", Integer.class),
        row.get("quorum", Integer.class),
        row.get("round", Integer.class),
        row.get("version", Long.class),
        Set.of(row.get("askers", String[].class)),
        Set.of(row.get("refusers", String[].class)),
        row.get("frozen", Boolean.class));
  }
}
