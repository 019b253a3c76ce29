package org.retzef.platform.inbox;

import java.util.List;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** A consumer's work on events that came together; it runs in the transaction that records them. */
@FunctionalInterface
public interface BatchHandler {

  /** An event and what it tells. */
  record Arrived(ReceivedEvent event, JsonNode data) {}

  /**
   * Any error rolls the transaction back; then each event is tried by itself.
   *
   * @param events in the order of each aggregate
   */
  Mono<Void> handle(List<Arrived> events);
}
