package org.retzef.gateway.routing;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.core.registry.EntryAddedEvent;
import io.github.resilience4j.core.registry.EntryRemovedEvent;
import io.github.resilience4j.core.registry.EntryReplacedEvent;
import io.github.resilience4j.core.registry.RegistryEventConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Tells when a service's breaker opens and closes; while it is open, nothing else tells. */
@Component
final class BreakerLog implements RegistryEventConsumer<CircuitBreaker> {

  private static final Logger LOG = LoggerFactory.getLogger(BreakerLog.class);

  @Override
  public void onEntryAddedEvent(EntryAddedEvent<CircuitBreaker> added) {
    added
        .getAddedEntry()
        .getEventPublisher()
        .onStateTransition(
            change ->
                LOG.warn(
                    "breaker of {}: {}",
                    change.getCircuitBreakerName(),
                    change.getStateTransition()));
  }

  @Override
  public void onEntryRemovedEvent(EntryRemovedEvent<CircuitBreaker> removed) {}

  @Override
  public void onEntryReplacedEvent(EntryReplacedEvent<CircuitBreaker> replaced) {}
}
