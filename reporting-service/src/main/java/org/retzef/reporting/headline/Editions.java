package org.retzef.reporting.headline;

import io.r2dbc.spi.Readable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.inbox.Inbox;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Which edition of the headline answers. A new one is folded beside it from the first event on, and
 * takes its place in one step.
 */
@Repository
class Editions {

  private final DatabaseClient database;
  private final Inbox inbox;

  Editions(DatabaseClient database, Inbox inbox) {
    this.database = database;
    this.inbox = inbox;
  }

  /**
   * @param next the edition being folded anew, if any
   */
  record State(int live, @Nullable Integer next) {}

  Mono<State> state() {
    return database
        .sql("select live, next from report_edition where report = 'headline'")
        .map(Editions::state)
        .one();
  }

  private static State state(Readable row) {
    return new State(
        Objects.requireNonNull(row.get("live", Integer.class)), row.get("next", Integer.class));
  }

  /** Asks for a new edition, unless one is under way. */
  Mono<Void> begin() {
    return database
        .sql(
            """
            update report_edition set next = live + 1 where report = 'headline' and next is null
            """)
        .then();
  }

  /** Lets the new edition answer; false if somebody else has done so already. */
  Mono<Boolean> swap(int next) {
    return database
        .sql(
            """
            update report_edition set live = next, next = null
             where report = 'headline' and next = $1
            """)
        .bind("$1", next)
        .fetch()
        .rowsUpdated()
        .map(rows -> rows == 1);
  }

  /** Forgets an edition that answers no more, and what may be left of older ones. */
  Mono<Void> drop(int edition) {
    return Flux.just("headline_fact", "headline_step", "headline_plan", "headline_merged")
        .concatMap(
            table ->
                database
                    .sql("delete from " + table + " where edition <= $1")
                    .bind("$1", edition)
                    .then())
        .then(inbox.forget(HeadlineProjection.name(edition)));
  }
}
