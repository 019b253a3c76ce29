package org.retzef.reporting.fold;

import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.inbox.Inbox;
import org.retzef.platform.outbox.Commands;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Which edition of the figures answers. A new one is folded beside it from the first event on, and
 * takes its place in one step.
 */
@Repository
class Editions {

  /** Of a table's blocks: some ten thousand rows. */
  private static final int PORTION = 1_000;

  /** Folded anew to prove the one that answers; it has facts alone and never answers. */
  static final int PROOF = 0;

  /** They know their edition by their cells, and go before them. */
  static final List<String> TOTALS = List.of("figure_month", "figure_year");

  private final DatabaseClient database;
  private final Inbox inbox;
  private final Commands commands;

  Editions(DatabaseClient database, Inbox inbox, Commands commands) {
    this.database = database;
    this.inbox = inbox;
    this.commands = commands;
  }

  /** Under which an edition's reader remembers what it has read, here and at the broker. */
  static String name(int edition) {
    return "reporting.figures." + edition;
  }

  /**
   * @param next the edition being folded anew, if any
   * @param nextHasSteps false while it has facts alone
   */
  record State(int live, @Nullable Integer next, boolean nextHasSteps) {

    boolean hasSteps(int edition) {
      return edition != PROOF && (next == null || edition != next || nextHasSteps);
    }
  }

  Mono<State> state() {
    return database
        .sql("select live, next, next_has_steps from report_edition where report = 'figures'")
        .map(Editions::state)
        .one();
  }

  private static State state(Readable row) {
    return new State(
        Objects.requireNonNull(row.get("live", Integer.class)),
        row.get("next", Integer.class),
        Objects.requireNonNull(row.get("next_has_steps", Boolean.class)));
  }

  /** Asks for a new edition, unless one is under way. */
  Mono<Void> begin() {
    return database
        .sql(
            """
            update report_edition set next = live + 1 where report = 'figures' and next is null
            """)
        .then();
  }

  /** Says that the new edition has steps from now on; in the transaction that makes them. */
  Mono<Void> nextHasSteps() {
    return database
        .sql("update report_edition set next_has_steps = true where report = 'figures'")
        .then();
  }

  /** Lets the new edition answer; false if somebody else has done so already. */
  Mono<Boolean> swap(int next) {
    return database
        .sql(
            """
            update report_edition set live = next, next = null, next_has_steps = false
             where report = 'figures' and next = $1
            """)
        .bind("$1", next)
        .fetch()
        .rowsUpdated()
        .map(rows -> rows == 1);
  }

  /** Those that answer no more and of which something may be left, the oldest first. */
  Flux<Integer> former() {
    return database
        .sql(
            """
            select generate_series(forgotten + 1, live - 1) from report_edition
             where report = 'figures'
            """)
        .mapValue(Integer.class)
        .all();
  }

  /**
   * Forgets editions that answer no more, and then says that it has.
   *
   * @param former as {@link #former} tells them
   */
  Mono<Void> drop(List<Integer> former, List<String> tables) {
    int newest = former.getLast();
    return Flux.fromIterable(tables)
        .concatMap(table -> drop(newest, table))
        .thenMany(Flux.fromIterable(former))
        .concatMap(edition -> inbox.forget(name(edition)))
        .then(Mono.defer(() -> forgotten(newest)));
  }

  private Mono<Void> forgotten(int edition) {
    return database
        .sql(
            """
            update report_edition set forgotten = $1 where report = 'figures' and forgotten < $1
            """)
        .bind("$1", edition)
        .then();
  }

  /** In portions of the table's blocks: a statement may take so long and no longer. */
  private Mono<Void> drop(int edition, String table) {
    return database
        .sql("select pg_relation_size($1::regclass) / 8192")
        .bind("$1", table)
        .mapValue(Long.class)
        .one()
        .flatMapMany(blocks -> Flux.range(0, (int) (blocks / PORTION) + 1))
        .concatMap(portion -> commands.run(() -> portion(edition, table, portion)))
        .then();
  }

  private Mono<Long> portion(int edition, String table, int portion) {
    return database
        .sql(
            """
            delete from %s
             where ctid >= format('(%%s,0)', $2)::tid and ctid < format('(%%s,0)', $3)::tid
               and %s
            """
                .formatted(table, whose(table)))
        .bind("$1", edition)
        .bind("$2", portion * PORTION)
        .bind("$3", (portion + 1) * PORTION)
        .fetch()
        .rowsUpdated();
  }

  private static String whose(String table) {
    return TOTALS.contains(table)
        ? "cell in (select id from figure_cell where edition <= $1)"
        : "edition <= $1";
  }
}
