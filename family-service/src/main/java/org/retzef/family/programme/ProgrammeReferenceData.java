package org.retzef.family.programme;

import org.retzef.family.ReferenceFile;
import org.retzef.platform.outbox.Commands;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The five programmes and eight tracks [S0], for an empty database, and the tracks' descriptions,
 * for one that has none.
 */
@Component
@Order(2)
@ConditionalOnBooleanProperty("retzef.reference-data")
class ProgrammeReferenceData implements ApplicationRunner {

  private final Programmes programmes;
  private final Commands commands;

  ProgrammeReferenceData(Programmes programmes, Commands commands) {
    this.programmes = programmes;
    this.commands = commands;
  }

  @Override
  public void run(ApplicationArguments arguments) {
    commands.run(() -> loadTracks().then(describe())).block();
  }

  private Mono<Void> loadTracks() {
    return programmes
        .isEmpty()
        .filter(Boolean::booleanValue)
        .flatMap(
            empty ->
                programmes
                    .insertProgrammes(
                        ReferenceFile.rows("programmes.csv").stream()
                            .map(
                                row ->
                                    new Programme(
                                        row[0], row[1], row[2], Programme.Kind.valueOf(row[3])))
                            .toList())
                    .then(
                        programmes.insertTracks(
                            ReferenceFile.rows("tracks.csv").stream()
                                .map(row -> new Track(row[0], row[1], row[2], row[3]))
                                .toList())));
  }

  private Mono<Void> describe() {
    return programmes
        .hasNoDescription()
        .filter(Boolean::booleanValue)
        .flatMapMany(none -> Flux.fromIterable(TrackDescriptionFile.read()))
        .concatMap(programmes::insertDescription)
        .then();
  }
}
