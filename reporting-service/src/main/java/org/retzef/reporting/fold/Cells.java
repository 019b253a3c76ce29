package org.retzef.reporting.fold;

import io.r2dbc.spi.Readable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.retzef.reporting.fold.Steps.Cell;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/**
 * The numbers of figures' addresses; in the caller's transaction, which alone folds its edition.
 */
@Repository
class Cells {

  private final DatabaseClient database;

  Cells(DatabaseClient database) {
    this.database = database;
  }

  /** Those that are new get a number. */
  Mono<Map<Cell, Integer>> numbers(int edition, Collection<Cell> cells) {
    List<Cell> asked = List.copyOf(cells);
    return known(edition, asked)
        .flatMap(
            known -> {
              List<Cell> fresh = new ArrayList<>(asked);
              fresh.removeIf(known::containsKey);
              return fresh.isEmpty() ? Mono.just(known) : add(edition, fresh, known);
            });
  }

  private Mono<Map<Cell, Integer>> known(int edition, List<Cell> cells) {
    return bound(
            """
            select known.*
              from unnest($2::text[], $3::text[], $4::text[], $5::text[])
                     as asked (measure, dimension, unit, value)
             cross join lateral (
                     select id, measure, dimension, unit, value from figure_cell
                      where edition = $1 and measure = asked.measure
                        and dimension = asked.dimension
                        and depth = cardinality(string_to_array(asked.unit, '.'))
                        and unit = asked.unit and value = asked.value
                     offset 0
                   ) as known
            """,
            edition,
            cells)
        .map(Cells::numbered)
        .all()
        .collectMap(Map.Entry::getKey, Map.Entry::getValue);
  }

  private Mono<Map<Cell, Integer>> add(int edition, List<Cell> fresh, Map<Cell, Integer> known) {
    return bound(
            """
            insert into figure_cell (edition, measure, dimension, depth, unit, value)
            select $1, measure, dimension, cardinality(string_to_array(unit, '.')), unit, value
              from unnest($2::text[], $3::text[], $4::text[], $5::text[])
                     as fresh (measure, dimension, unit, value)
             order by measure, dimension, unit, value
            returning id, measure, dimension, unit, value
            """,
            edition,
            fresh)
        .map(Cells::numbered)
        .all()
        .collectMap(Map.Entry::getKey, Map.Entry::getValue, () -> new HashMap<>(known));
  }

  private DatabaseClient.GenericExecuteSpec bound(String sql, int edition, List<Cell> cells) {
    return database
        .sql(sql)
        .bind("$1", edition)
        .bind("$2", column(cells, Cell::measure))
        .bind("$3", column(cells, Cell::dimension))
        .bind("$4", column(cells, Cell::unit))
        .bind("$5", column(cells, Cell::value));
  }

  private static Map.Entry<Cell, Integer> numbered(Readable row) {
    return Map.entry(
        new Cell(
            text(row, "measure"), text(row, "unit"), text(row, "dimension"), text(row, "value")),
        Objects.requireNonNull(row.get("id", Integer.class)));
  }

  private static String text(Readable row, String column) {
    return Objects.requireNonNull(row.get(column, String.class), column);
  }

  private static String[] column(List<Cell> cells, Function<Cell, String> value) {
    return cells.stream().map(value).toArray(String[]::new);
  }
}
