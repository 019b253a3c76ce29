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

  private final DatabaseClient database;

  Worklist(DatabaseClient database) {
    this.database = database;
  }

  /** Oldest first. */
  Mono<Page<ReceiptListItem>> seenBy(
      Caller caller, List<ReceiptStatus> statuses, PageRequest page) {
    return database
        .sql(
            """
            select id, voucher_id, request_id, basket_id, family_id, unit::text as unit, categories,
                   status, created_at, sent_at, delivered_at, answered_at, answered_by, expires_at,
                   attempts, failure
              from receipt
             where unit <@ :callerUnit::ltree
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

  private static ReceiptListItem read(Readable row) {
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
        row.get("failure", String.class));
  }
}
