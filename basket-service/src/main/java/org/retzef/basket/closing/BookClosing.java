package org.retzef.basket.closing;

import java.time.Clock;
import java.time.LocalDate;
import java.util.function.Function;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.outbox.Commands;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/**
 * Closes a period in two steps. The first, in the caller's command, is short: from then on nothing
 * is posted for it. The second counts, as long as it takes, what no longer changes; a service that
 * dies meanwhile starts it anew.
 */
@Service
class BookClosing {

  private final Closings closings;
  private final CarryOver carryOver;
  private final Commands commands;
  private final Clock clock;

  BookClosing(Closings closings, CarryOver carryOver, Commands commands, Clock clock) {
    this.closings = closings;
    this.carryOver = carryOver;
    this.commands = commands;
    this.clock = clock;
  }

  Mono<Closing> close(Caller caller, Period period) {
    if (!period.lastDay().isBefore(LocalDate.now(clock))) {
      return Mono.error(new PeriodNotOver());
    }
    return carryOver
        .requireItCan(period.lastYear())
        .then(closings.insert(period, caller.subject()))
        .then(Mono.defer(() -> closings.find(period)));
  }

  @Scheduled(fixedDelayString = "${retzef.ledger.count-closings-every}")
  void count() {
    forEach(closings.next(), closings::freeze);
    forEach(closings.nextYearWithARest(), carryOver::carry);
  }

  /** Each in a command of its own, until there is none. */
  private <T> void forEach(Mono<T> next, Function<T, Mono<Void>> work) {
    Boolean done;
    do {
      done = commands.run(() -> next.flatMap(found -> work.apply(found).thenReturn(true))).block();
    } while (Boolean.TRUE.equals(done));
  }
}
