package org.retzef.basket.request;

import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import org.retzef.platform.outbox.Commands;
import org.retzef.platform.outbox.Outbox;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Withdraws requests on baskets that were closed so many days ago and for which nothing was ordered
 * since: the family has left, and its money serves another. Where the enrolment was called off, at
 * once. What was ordered runs to its end.
 */
@Component
class ClosedBasketRelease {

  private static final int AT_ONCE = 100;

  private final DatabaseClient database;
  private final RequestSteps steps;
  private final Outbox outbox;
  private final Commands commands;
  private final Clock clock;
  private final int days;

  ClosedBasketRelease(
      DatabaseClient database,
      RequestSteps steps,
      Outbox outbox,
      Commands commands,
      Clock clock,
      @Value("${retzef.basket.release-closed-days}") int days) {
    this.database = database;
    this.steps = steps;
    this.outbox = outbox;
    this.commands = commands;
    this.clock = clock;
    this.days = days;
  }

  @Scheduled(fixedDelayString = "PT10M", initialDelayString = "PT10M")
  void release() {
    releaseAll().block();
  }

  /** In portions, each in its own transaction. */
  Mono<Long> releaseAll() {
    return commands
        .run(this::releaseSome)
        .repeat()
        .takeUntil(released -> released < AT_ONCE)
        .reduce(Long::sum);
  }

  private Mono<Long> releaseSome() {
    LocalDate today = LocalDate.now(clock);
    return database
        .sql(
            """
            select request.id
              from basket
              join basket_request request on basket_id = basket.id
             where state = 'CLOSED' and (closes_on <= :lastDay or closes_on < first_day)
               and status in ('DRAFT', 'SUBMITTED', 'IN_APPROVAL', 'APPROVED')
             order by request.id
             limit :atOnce
               for update of request skip locked
            """)
        .bind("lastDay", today.minusDays(days))
        .bind("atOnce", AT_ONCE)
        .map(row -> row.get("id", UUID.class))
        .all()
        .collectList()
        .flatMapIterable(ids -> ids)
        .concatMap(id -> withdraw(id, today))
        .count();
  }

  private Mono<RequestMoved> withdraw(UUID id, LocalDate today) {
    return steps
        .take(id, RequestStep.WITHDRAW, RequestSteps.TIME)
        .delayUntil(moved -> outbox.append(RequestEvent.Decided.withdrawn(moved, today)))
        .delayUntil(steps::settle);
  }
}
