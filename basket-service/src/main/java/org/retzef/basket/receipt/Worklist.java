package org.retzef.basket.receipt;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** The receipts of a unit as those who work there see them. */
@Repository
class Worklist {

  private static final String SELECT =
      """
      select id, voucher_id, request_id, basket_id, family_id, unit::text as unit, categories,
             status, version, reminded_at, (select outcome from receipt_override
                where receipt_id = receipt.id and answer = 'CONFIRMED') as overridden,
             exists (select from receipt_override
                      where receipt_id = receipt.id and answer is null) as override_open,
             created_at, sent_at, delivered_at, answered_at, answered_by, expires_at,
             attempts, failure
        from receipt
       where unit <@ :callerUnit::ltree
      """;

  private final DatabaseClient database;

  Worklist(DatabaseClient database) {
    this.database = database;
  }

  /** Oldest first. */
  Mono<Page<ReceiptListItem>> seenBy(
      Caller caller, List<ReceiptStatus> statuses, PageRequest page) {
    return database
        .sql(
            SELECT
                + """
               and status = any(:statuses)
               and id > :after
             order by id
             limit :limit
            """)
        .bind("callerUnit", caller.unitPath())
        .bind("statuses", statuses.stream().map(Enum::name).toArray(String[]::new))
        .bind("after", page.afterId())
        .bind("limit", page.limitPlusOne())
        .map(Worklist::read)
        .all()
        .collectList()
        .map(items -> Page.of(items, page, item -> item.id().toString()));
  }

  /** Fails with {@link ReceiptNotFound}. */
  Mono<ReceiptListItem> find(Caller caller, UUID id) {
    return database
        .sql(SELECT + " and id = :id")
        .bind("callerUnit", caller.unitPath())
        .bind("id", id)
        .map(Worklist::read)
        .one()
        .switchIfEmpty(Mono.error(ReceiptNotFound::new));
  }

  /** All that were asked for, by where they stand. */
  Mono<ReceiptFigures> figures(Caller caller) {
    return database
        .sql(
            """
            select count(*) filter (where status <> 'TO_SEND') as sent,
                   count(*) filter (where status = 'DELIVERED') as delivered,
                   count(*) filter (where status = 'YES') as yes,
                   count(*) filter (where status = 'PARTIAL') as partial,
                   count(*) filter (where status = 'NO') as no,
                   count(*) filter (where status in ('SILENT', 'EXPIRED')) as silent,
                   count(*) filter (where status = 'FAILED') as failed,
                   count(*) filter (where status in ('SENT', 'DELIVERED')) as open,
                   count(*) filter (where status = 'TO_SEND') as to_send,
                   now() as as_of
              from receipt
             where unit <@ :callerUnit::ltree
            """)
        .bind("callerUnit", caller.unitPath())
        .mapProperties(ReceiptFigures.class)
        .one();
  }

  private static ReceiptListItem read(Readable row) {
    String outcome = row.get("overridden", String.class);
    return new ReceiptListItem(
        row.get("id", UUID.class),
        row.get("voucher_id", UUID.class),
        row.get("request_id", UUID.class),
        row.get("basket_id", UUID.class),
        row.get("family_id", UUID.class),
        new UnitPath(row.get("unit", String.class)),
        List.of(row.get("categories", String[].class)),
        ReceiptStatus.valueOf(row.get("status", String.class)),
        row.get("created_at", Instant.class),
        row.get("sent_at", Instant.class),
        row.get("delivered_at", Instant.class),
        row.get("answered_at", Instant.class),
        Receipts.channel(row.get("answered_by", String.class)),
        row.get("expires_at", Instant.class),
        row.get("attempts", Integer.class),
        row.get("failure", String.class),
        row.get("reminded_at", Instant.class),
        outcome == null ? null : ReceiptOverride.Outcome.valueOf(outcome),
        row.get("override_open", Boolean.class),
        row.get("version", Long.class));
  }
}
