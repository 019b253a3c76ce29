package org.retzef.reporting.figure;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/**
 * Whose turn it is to be proved, and what was found; of the edition that answers. It stands in the
 * database: whoever starts anew goes on where the last run has stopped, and copies of the service
 * share the work.
 */
@Repository
class ProofTurns {

  private final DatabaseClient database;

  ProofTurns(DatabaseClient database) {
    this.database = database;
  }

  /** A measure whose turn it is, in the edition that answers then. */
  record Turn(int edition, String measure) {}

  /**
   * What is known of a measure's figures.
   *
   * @param difference as of its last proof; 0 if there was none yet
   * @param since when it was proved last; when it was first seen, if never
   */
  record Known(String measure, long difference, Instant since) {}

  /** Each of them gets its turn. */
  Mono<Long> enter(List<String> measures) {
    return database
        .sql(
            """
            insert into figure_proof (edition, measure)
            select live, measure
              from report_edition cross join unnest($1::text[]) as measure
             where report = 'figures'
            on conflict do nothing
            """)
        .bind("$1", measures.toArray(String[]::new))
        .fetch()
        .rowsUpdated();
  }

  /**
   * Takes on the measure that has waited longest. One whose proof fails waits as long as the others
   * do, and copies of the service do not take on the same.
   *
   * @param run when it began; it takes each measure on once
   * @return empty when all have had their turn
   */
  Mono<Turn> next(Instant run) {
    return database
        .sql(
            """
            with longest as (
              select edition, measure
                from report_edition join figure_proof on edition = live
               where report = 'figures' and (begun_at is null or begun_at < $1)
               order by begun_at nulls first, measure
               limit 1
                 for update of figure_proof skip locked
            )
            update figure_proof set begun_at = $1
              from longest
             where figure_proof.edition = longest.edition
               and figure_proof.measure = longest.measure
            returning figure_proof.edition, figure_proof.measure
            """)
        .bind("$1", run)
        .map(row -> new Turn(get(row, "edition", Integer.class), get(row, "measure", String.class)))
        .one();
  }

  Mono<Long> keep(Turn turn, Proof.Item found) {
    return database
        .sql(
            """
            update figure_proof set proved_at = now(), difference = $3, facts = $4
             where edition = $1 and measure = $2
            """)
        .bind("$1", turn.edition())
        .bind("$2", turn.measure())
        .bind("$3", found.difference())
        .bind("$4", found.facts())
        .fetch()
        .rowsUpdated();
  }

  Mono<List<Known>> known() {
    return database
        .sql(
            """
            select measure, coalesce(difference, 0) as difference,
                   coalesce(proved_at, known_since) as since
              from report_edition join figure_proof on edition = live
             where report = 'figures'
             order by measure
            """)
        .map(
            row ->
                new Known(
                    get(row, "measure", String.class),
                    get(row, "difference", Long.class),
                    get(row, "since", Instant.class)))
        .all()
        .collectList();
  }

  private static <T> T get(Readable row, String column, Class<T> type) {
    return Objects.requireNonNull(row.get(column, type), column);
  }
}
