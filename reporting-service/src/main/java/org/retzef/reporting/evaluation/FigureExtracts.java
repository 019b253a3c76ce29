package org.retzef.reporting.evaluation;

import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.retzef.platform.paging.Ids;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.retzef.reporting.indicator.Point;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Extracts in the database, which refuses to change one. */
@Repository
class FigureExtracts {

  private static final String COLUMNS = "id, from_day, as_of, indicators, made_at, rows, sha256";

  private final DatabaseClient database;

  FigureExtracts(DatabaseClient database) {
    this.database = database;
  }

  /**
   * @param time of whose last day they are
   */
  Mono<FigureExtract> insert(List<String> indicators, Point time, FigureFile file) {
    return database
        .sql(
            """
            insert into figure_extract (id, from_day, as_of, indicators, rows, sha256, content)
            values ($1, $2, $3, $4, $5, $6, $7)
            returning
            """
                + COLUMNS)
        .bind("$1", Ids.next())
        .bind("$2", Parameters.in(R2dbcType.DATE, time.first()))
        .bind("$3", time.last())
        .bind("$4", indicators.stream().distinct().toArray(String[]::new))
        .bind("$5", file.rows())
        .bind("$6", file.sha256())
        .bind("$7", file.content())
        .map(FigureExtracts::read)
        .one();
  }

  Mono<FigureExtract> find(UUID id) {
    return database
        .sql("select " + COLUMNS + " from figure_extract where id = $1")
        .bind("$1", id)
        .map(FigureExtracts::read)
        .one()
        .switchIfEmpty(Mono.error(FigureExtractNotFound::new));
  }

  Mono<byte[]> content(UUID id) {
    return database
        .sql("select content from figure_extract where id = $1")
        .bind("$1", id)
        .map(row -> required(row, "content", byte[].class))
        .one()
        .switchIfEmpty(Mono.error(FigureExtractNotFound::new));
  }

  Mono<Page<FigureExtract>> list(PageRequest page) {
    return database
        .sql("select " + COLUMNS + " from figure_extract where id > $1 order by id limit $2")
        .bind("$1", page.afterId())
        .bind("$2", page.limitPlusOne())
        .map(FigureExtracts::read)
        .all()
        .collectList()
        .map(found -> Page.of(found, page, extract -> extract.id().toString()));
  }

  private static FigureExtract read(Readable row) {
    return new FigureExtract(
        required(row, "id", UUID.class),
        row.get("from_day", LocalDate.class),
        required(row, "as_of", LocalDate.class),
        List.of(required(row, "indicators", String[].class)),
        required(row, "made_at", Instant.class),
        required(row, "rows", Integer.class),
        required(row, "sha256", String.class));
  }

  private static <T> T required(Readable row, String column, Class<T> type) {
    return Objects.requireNonNull(row.get(column, type), column);
  }
}
