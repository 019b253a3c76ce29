package org.retzef.reporting.figure;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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
   * @param last what its last proof found that came to its end; empty if none has
   * @param since the moment of that proof; when the measure was first seen, if there is none
   * @param failed whether a later proof has failed, or the only one
   */
  record Known(String measure, Optional<Proof.Item> last, Instant since, boolean failed) {}

  /**
   * Each of them gets its turn.
   *
   * @return when the run begins, by the clock of the database: all copies go by the same
   */
  Mono<Instant> begin(List<String> measures) {
    return database
        .sql(
            """
            with entered as (
              insert into figure_proof (edition, measure)
              select live, measure
                from report_edition cross join unnest($1::text[]) as measure
               where report = 'figures'
              on conflict do nothing
            )
            select clock_timestamp() as run
            """)
        .bind("$1", measures.toArray(String[]::new))
        .map(row -> get(row, "run", Instant.class))
        .one();
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

  /** Whoever took longer than another copy does not undo what that one found later. */
  Mono<Long> keep(Turn turn, Proof.Item found) {
    return database
        .sql(
            """
            update figure_proof
               set aggregate = $3, raw = $4, difference = $5, facts = $6, as_of = $7,
                   proved_at = $8, failed_at = null
             where edition = $1 and measure = $2 and coalesce(proved_at < $8, true)
            """)
        .bind("$1", turn.edition())
        .bind("$2", turn.measure())
        .bind("$3", found.aggregate())
        .bind("$4", found.raw())
        .bind("$5", found.difference())
        .bind("$6", found.facts())
        .bind("$7", found.asOf())
        .bind("$8", found.provedAt())
        .fetch()
        .rowsUpdated();
  }

  /** What was found before stays, and says of which moment it is. */
  Mono<Long> keepFailure(Turn turn) {
    return database
        .sql("update figure_proof set failed_at = now() where edition = $1 and measure = $2")
        .bind("$1", turn.edition())
        .bind("$2", turn.measure())
        .fetch()
        .rowsUpdated();
  }

  Mono<List<Known>> known() {
    return database
        .sql(
            """
            select measure, aggregate, raw, difference, facts, as_of, proved_at, failed_at,
                   coalesce(proved_at, known_since) as since
              from report_edition join figure_proof on edition = live
             where report = 'figures'
             order by measure
            """)
        .map(ProofTurns::known)
        .all()
        .collectList();
  }

  private static Known known(Readable row) {
    return new Known(
        get(row, "measure", String.class),
        row.get("aggregate") == null ? Optional.empty() : Optional.of(item(row)),
        get(row, "since", Instant.class),
        row.get("failed_at") != null);
  }

  private static Proof.Item item(Readable row) {
    return new Proof.Item(
        get(row, "measure", String.class),
        get(row, "aggregate", Long.class),
        get(row, "raw", Long.class),
        get(row, "difference", Long.class),
        get(row, "facts", Long.class),
        get(row, "as_of", LocalDate.class),
        get(row, "proved_at", Instant.class),
        row.get("failed_at", Instant.class));
  }

  private static <T> T get(Readable row, String column, Class<T> type) {
    return Objects.requireNonNull(row.get(column, type), column);
  }
}
