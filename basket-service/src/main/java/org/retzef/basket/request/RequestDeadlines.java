package org.retzef.basket.request;

import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import org.retzef.basket.approval.Routing;
import org.retzef.platform.outbox.Commands;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Hands requests whose tier has not decided in its days to the next tier. */
@Component
class RequestDeadlines {

  private static final int AT_ONCE = 100;

  private final DatabaseClient database;
  private final Routing routing;
  private final RequestSteps steps;
  private final Commands commands;
  private final Clock clock;

  RequestDeadlines(
      DatabaseClient database,
      Routing routing,
      RequestSteps steps,
      Commands commands,
      Clock clock) {
    this.database = database;
    this.routing = routing;
    this.steps = steps;
    this.commands = commands;
    this.clock = clock;
  }

  @Scheduled(fixedDelayString = "PT1M", initialDelayString = "PT1M")
  void escalate() {
    escalateAll().block();
  }

  /** In portions, each in its own transaction. */
  Mono<Long> escalateAll() {
    return commands
        .run(this::escalateSome)
        .repeat()
        .takeUntil(escalated -> escalated < AT_ONCE)
        .reduce(Long::sum);
  }

  private Mono<Long> escalateSome() {
    LocalDate today = LocalDate.now(clock);
    return database
        .sql(
            """
            select id, required_tier from basket_request
             where status in ('SUBMITTED', 'IN_APPROVAL') and decide_by < :today
             order by decide_by
             limit :atOnce
             for update skip locked
            """)
        .bind("today", today)
        .bind("atOnce", AT_ONCE)
        .map(row -> new Late(row.get("id", UUID.class), row.get("required_tier", Integer.class)))
        .all()
        .collectList()
        .flatMapIterable(late -> late)
        .concatMap(late -> escalate(late, today))
        .count();
  }

  private Mono<RequestMoved> escalate(Late late, LocalDate today) {
    return routing
        .to(late.tier() + 1, today)
        .flatMap(route -> steps.take(late.id(), RequestStep.ESCALATE, RequestSteps.TIME, route));
  }

  private record Late(UUID id, int tier) {}
}
