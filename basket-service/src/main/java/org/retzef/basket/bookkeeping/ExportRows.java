package org.retzef.basket.bookkeeping;

import io.r2dbc.spi.Readable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The ledger's entries, a thousand at a time. */
@Repository
class ExportRows {

  private static final int AT_A_TIME = 1000;

  private final DatabaseClient database;
  private final int most;

  ExportRows(DatabaseClient database, @Value("${retzef.ledger.export-rows}") int most) {
    this.database = database;
    this.most = most;
  }

  /** The codes of the sources: a column for each. */
  Mono<List<String>> sources() {
    return database
        .sql("select code from funding_source order by position")
        .map(row -> row.get("code", String.class))
        .all()
        .collectList();
  }

  /** Fails with {@link ExportTooLarge}. */
  Mono<Void> requireFew(LocalDate from, LocalDate until) {
    return database
        .sql(
            """
            select count(*) as rows
              from (select from posting join entry on posting_id = id
                     where effective_on between :from and :until limit :most) few
            """)
        .bind("from", from)
        .bind("until", until)
        .bind("most", most + 1)
        .map(row -> row.get("rows", Long.class))
        .one()
        .filter(rows -> rows <= most)
        .switchIfEmpty(Mono.error(ExportTooLarge::new))
        .then();
  }

  /** Of the days that they count for, in the order in which they were posted. */
  Flux<ExportRow> rows(LocalDate from, LocalDate until, int sources) {
    return database
        .sql(
            """
            select booked_on, effective_on, id::text as id, kind, account, amount, balance, parts
              from posting
              join entry on posting_id = id
             where effective_on between :from and :until
             order by id, account
             limit :most
            """)
        .bind("from", from)
        .bind("until", until)
        .bind("most", most)
        .filter(statement -> statement.fetchSize(AT_A_TIME))
        .map(row -> read(row, sources))
        .all();
  }

  private static ExportRow read(Readable row, int sources) {
    Long[] parts = row.get("parts", Long[].class);
    return new ExportRow(
        row.get("booked_on", LocalDate.class),
        row.get("effective_on", LocalDate.class),
        row.get("id", String.class),
        row.get("kind", String.class),
        row.get("account", String.class),
        ExportRow.shekels(row.get("amount", Long.class)),
        ExportRow.shekels(row.get("balance", Long.class)),
        IntStream.range(0, sources)
            .mapToObj(i -> i < parts.length ? ExportRow.shekels(parts[i]) : BigDecimal.ZERO)
            .toList());
  }
}
