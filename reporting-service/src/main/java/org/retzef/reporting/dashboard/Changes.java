package org.retzef.reporting.dashboard;

import java.time.Duration;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Tells that figures have changed, to all who look; the database is asked once for them all. */
@Component
class Changes {

  private static final Duration PAUSE = Duration.ofMillis(400);

  private final Flux<Long> folded;

  Changes(DatabaseClient database) {
    Mono<Long> count =
        database
            .sql("select folded from report_edition where report = 'figures'")
            .mapValue(Long.class)
            .one();
    this.folded =
        Flux.interval(PAUSE)
            .onBackpressureDrop()
            .concatMap(_ -> count.onErrorComplete(), 1)
            .distinctUntilChanged()
            .replay(1)
            .refCount();
  }

  /** How many transactions have been folded, whenever that has changed; the first at once. */
  Flux<Long> folded() {
    return folded;
  }
}
