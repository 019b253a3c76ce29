package org.retzef.family.programme;

import java.time.LocalDate;
import java.util.List;
import org.retzef.family.ReferenceFile;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.outbox.Commands;
import org.retzef.platform.outbox.Outbox;
import org.retzef.platform.paging.Ids;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The five programmes, eight tracks and the national plan of 2021 [S0], for an empty database. */
@Component
@Order(2)
@ConditionalOnBooleanProperty("retzef.reference-data")
class ProgrammeReferenceData implements ApplicationRunner {

  private static final UnitPath COUNTRY = new UnitPath("IL");

  /** The document that holds the plan is of June 2020 [S0]; its day is not told. */
  private static final LocalDate PUBLISHED_ON = LocalDate.of(2020, 6, 1);

  private final Programmes programmes;
  private final Commands commands;
  private final Outbox outbox;

  ProgrammeReferenceData(Programmes programmes, Commands commands, Outbox outbox) {
    this.programmes = programmes;
    this.commands = commands;
    this.outbox = outbox;
  }

  @Override
  public void run(ApplicationArguments arguments) {
    commands
        .run(() -> programmes.isEmpty().filter(Boolean::booleanValue).flatMap(empty -> load()))
        .block();
  }

  private Mono<Boolean> load() {
    List<String[]> trackRows = ReferenceFile.rows("tracks.csv");
    return programmes
        .insertProgrammes(
            ReferenceFile.rows("programmes.csv").stream()
                .map(row -> new Programme(row[0], row[1], row[2]))
                .toList())
        .then(
            programmes.insertTracks(trackRows.stream().map(ProgrammeReferenceData::track).toList()))
        .thenMany(Flux.fromIterable(trackRows))
        .concatMap(row -> publish(planOf2021(row), row[1]))
        .then(Mono.just(true));
  }

  private Mono<Void> publish(TrackPlan plan, String programme) {
    return programmes
        .insertPlan(plan)
        .then(outbox.append(ProgrammeEvent.TrackPlanPublished.of(plan, programme)));
  }

  private static Track track(String[] row) {
    return new Track(row[0], row[1], row[2], row[3]);
  }

  private static TrackPlan planOf2021(String[] row) {
    return new TrackPlan(
        Ids.next(),
        row[0],
        COUNTRY,
        LocalDate.of(2021, 1, 1),
        LocalDate.of(2021, 12, 31),
        Integer.parseInt(row[4]),
        1,
        PUBLISHED_ON);
  }
}
