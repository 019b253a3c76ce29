package org.retzef.basket.request;

import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** All that happened to a request, out of the rows that were written when it happened. */
@Repository
class RequestHistory {

  private final DatabaseClient database;

  RequestHistory(DatabaseClient database) {
    this.database = database;
  }

  Mono<List<HistoryEntry>> of(UUID requestId) {
    return database
        .sql(
            """
            select at, what, code, by, tier, reason_code, note, items_before
              from (
                select taken_at as at, 'STEP' as what, step as code, taken_by as by, tier,
                       null as reason_code, null as note, items::text as items_before, 1 as place
                  from request_step
                 where request_id = :id and step not in ('APPROVE', 'REJECT', 'RETURN', 'REVERSE')
                union all
                select reversed_at, 'STEP', 'REVERSE', reversed_by, required_tier, reason_code,
                       null, null, 1
                  from payment_reversal
                  join payment on payment.id = payment_id
                  join voucher on voucher.id = voucher_id
                  join basket_request request on request.id = request_id
                 where request_id = :id
                union all
                select uuid_extract_timestamp(id), 'DECISION', decision, decided_by, tier,
                       reason_code, note, null, 3
                  from decision where request_id = :id
                union all
                select voted_at, 'VOTE', decision, decided_by, tier, reason_code, note, null, 2
                  from vote where request_id = :id
                union all
                select uuid_extract_timestamp(id), 'APPEAL', basis, filed_by, null, ground, note,
                       null, 1
                  from appeal where request_id = :id
                union all
                select decided_at, 'APPEAL_DECISION', outcome, decided_by, null, reason_code,
                       answer, null, 0
                  from appeal where request_id = :id and outcome is not null) as happened
             order by at, place
            """)
        .bind("id", requestId)
        .mapProperties(HistoryEntry.class)
        .all()
        .collectList();
  }
}
