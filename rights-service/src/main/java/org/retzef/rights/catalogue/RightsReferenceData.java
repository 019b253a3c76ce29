package org.retzef.rights.catalogue;

import org.retzef.platform.outbox.Commands;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Publishes the rights of {@code reference/rights} into an empty catalogue, all or none. */
@Component
@ConditionalOnBooleanProperty("retzef.reference-data")
class RightsReferenceData implements ApplicationRunner {

  private final RightChecking checking;
  private final RightPublication publication;
  private final Rights rights;
  private final Commands commands;
  private final JsonMapper json;

  RightsReferenceData(
      RightChecking checking,
      RightPublication publication,
      Rights rights,
      Commands commands,
      JsonMapper json) {
    this.checking = checking;
    this.publication = publication;
    this.rights = rights;
    this.commands = commands;
    this.json = json;
  }

  @Override
  public void run(ApplicationArguments arguments) {
    commands
        .run(() -> rights.lockIfEmpty().filter(Boolean::booleanValue).flatMap(_ -> load()))
        .block();
  }

  private Mono<Integer> load() {
    return Flux.fromIterable(ReferenceFiles.rights(json))
        .concatMap(right -> publication.publish(checking.require(right), null, "reference"))
        .last();
  }
}
