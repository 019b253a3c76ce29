package org.retzef.basket.basket;

import java.time.Clock;
import java.time.LocalDate;
import java.util.function.Supplier;
import org.retzef.platform.outbox.Commands;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Opens baskets that waited for a budget or lets them grow, and closes those whose day has come.
 * Every basket is a command of its own, and two copies of the service pass over what the other has
 * in hand.
 */
@Component
class BasketUpkeep {

  private final Baskets baskets;
  private final BasketChanges changes;
  private final BasketOpening opening;
  private final BasketAdjustment adjustment;
  private final Commands commands;
  private final Clock clock;

  BasketUpkeep(
      Baskets baskets,
      BasketChanges changes,
      BasketOpening opening,
      BasketAdjustment adjustment,
      Commands commands,
      Clock clock) {
    this.baskets = baskets;
    this.changes = changes;
    this.opening = opening;
    this.adjustment = adjustment;
    this.commands = commands;
    this.clock = clock;
  }

  /** Who waits longest is first; a line or unit that has too little does not hold up the others. */
  @Scheduled(fixedDelayString = "${retzef.basket.open-waiting-every}")
  void openWaiting() {
    baskets.waitingPlaces().toStream().toList().forEach(this::openWaiting);
    changes.budgetsThatAreWaitedFor().toStream().toList().forEach(this::growWaiting);
  }

  private void growWaiting(String budget) {
    oneByOne(() -> changes.firstToGrow(budget).flatMap(adjustment::growIfItCan));
  }

  private void openWaiting(Baskets.Place place) {
    oneByOne(() -> baskets.firstWaiting(place).flatMap(opening::openIfItCan));
  }

  @Scheduled(fixedDelayString = "${retzef.basket.close-ended-every}")
  void closeEnded() {
    oneByOne(() -> changes.takeEarlyEnd().flatMap(end -> adjustment.end(end).thenReturn(true)));
    LocalDate today = LocalDate.now(clock);
    oneByOne(() -> changes.due(today).flatMap(id -> adjustment.close(id).thenReturn(true)));
  }

  /** Until there is none more that it can be done for. */
  private void oneByOne(Supplier<Mono<Boolean>> step) {
    Boolean done;
    do {
      done = commands.run(step).block();
    } while (Boolean.TRUE.equals(done));
  }
}
