package org.retzef.family.fit;

import java.time.LocalDate;
import org.retzef.platform.outbox.Commands;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** For whom each track is, as far as sources say or names tell, for a database that has none. */
@Component
@Order(4)
@ConditionalOnBooleanProperty("retzef.reference-data")
class CriteriaReferenceData implements ApplicationRunner {

  /** Noshmim began in 2015; what the documents say of 2020 is taken to have held before. */
  private static final LocalDate SINCE = LocalDate.of(2015, 1, 1);

  private final Criteria criteria;
  private final Commands commands;

  CriteriaReferenceData(Criteria criteria, Commands commands) {
    this.criteria = criteria;
    this.commands = commands;
  }

  @Override
  public void run(ApplicationArguments arguments) {
    commands
        .run(() -> criteria.isEmpty().filter(Boolean::booleanValue).flatMap(none -> load()))
        .block();
  }

  private Mono<Boolean> load() {
    return Flux.fromIterable(CriteriaFile.read())
        .concatMap(row -> criteria.replace(row.track(), row.since(SINCE)))
        .then(Mono.just(true));
  }
}
