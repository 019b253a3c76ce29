package org.retzef.family.trackplan;

import java.time.LocalDate;
import org.retzef.family.ReferenceFile;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.outbox.Commands;
import org.retzef.platform.outbox.Outbox;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The national plan of 2021 [S0], for an empty database. */
@Component
@Order(3)
@ConditionalOnBooleanProperty("retzef.reference-data")
class TrackPlanReferenceData implements ApplicationRunner {

  private static final UnitPath COUNTRY = new UnitPath("IL");

  /** The document that holds the plan is of June 2020 [S0]; its day is not told. */
  private static final LocalDate PUBLISHED_ON = LocalDate.of(2020, 6, 1);

  private final TrackPlans plans;
  private final Commands commands;
  private final Outbox outbox;

  TrackPlanReferenceData(TrackPlans plans, Commands commands, Outbox outbox) {
    this.plans = plans;
    this.commands = commands;
    this.outbox = outbox;
  }

  @Override
  public void run(ApplicationArguments arguments) {
    commands
        .run(() -> plans.isEmpty().filter(Boolean::booleanValue).flatMap(empty -> load()))
        .block();
  }

  private Mono<Boolean> load() {
    return Flux.fromIterable(ReferenceFile.rows("tracks.csv"))
        .concatMap(row -> publish(planOf2021(row), row[1]))
        .then(Mono.just(true));
  }

  private Mono<Void> publish(PublishTrackPlanRequest plan, String programme) {
    return plans
        .insertNextVersion(plan)
        .flatMap(published -> outbox.append(TrackPlanEvent.Published.of(published, programme)));
  }

  private static PublishTrackPlanRequest planOf2021(String[] row) {
    return new PublishTrackPlanRequest(
        row[0],
        COUNTRY,
        LocalDate.of(2021, 1, 1),
        LocalDate.of(2021, 12, 31),
        Integer.valueOf(row[4]),
        PUBLISHED_ON);
  }
}
