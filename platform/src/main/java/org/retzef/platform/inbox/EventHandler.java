package org.retzef.platform.inbox;

import reactor.core.publisher.Mono;

/** A consumer's work on one type of event; it runs in the transaction that records the event. */
@FunctionalInterface
public interface EventHandler<T> {

  /** Any error rolls the transaction back; after three more tries the event is a dead letter. */
  Mono<Void> handle(ReceivedEvent event, T data);
}
