package org.retzef.platform.idempotency;

import java.net.URI;
import java.util.Map;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.outbox.StatementPart;
import org.retzef.platform.problem.Refusal;
import org.retzef.platform.problem.Refusal.Kind;
import org.springframework.http.ResponseEntity;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
class CountController {

  private static final String COUNTED =
      """
      counted as (
        update count set total = total + :by where :by >= 0 returning total
      ), checked as (
        insert into no_thirteen select :by where :by = 13
      ),
      """;

  private static final String ANSWERED =
      "answered as (select total from counted) select total from answered";

  record Step(int by) {}

  record Count(long total, String by) {}

  private final DatabaseClient database;
  private final Idempotency idempotency;

  CountController(DatabaseClient database, Idempotency idempotency) {
    this.database = database;
    this.idempotency = idempotency;
  }

  @PostMapping("/counts")
  Mono<ResponseEntity<Count>> count(
      Caller caller, OptionalIdempotencyKey key, @RequestBody Step step) {
    return idempotency.once(key, step, Count.class, () -> add(caller, step));
  }

  @PostMapping("/money")
  Mono<ResponseEntity<Count>> money(Caller caller, IdempotencyKey key, @RequestBody Step step) {
    return idempotency.once(key, step, Count.class, () -> add(caller, step));
  }

  /** Counts by one statement; what lowers the count is refused the usual way. */
  @PostMapping("/money-at-once")
  Mono<ResponseEntity<Count>> moneyAtOnce(
      Caller caller, IdempotencyKey key, @RequestBody Step step) {
    return idempotency.once(
        key,
        step,
        Count.class,
        closing -> addAtOnce(answer(caller, 7, new Step(1)), step, closing),
        () -> add(caller, step));
  }

  private Mono<ResponseEntity<Count>> addAtOnce(
      ResponseEntity<Count> answer, Step step, Closing closing) {
    return closing
        .part(answer, "counted")
        .flatMap(
            part ->
                new StatementPart(COUNTED, Map.of("by", step.by()))
                    .and(part)
                    .and(new StatementPart(ANSWERED, Map.of()))
                    .whole(database)
                    .mapValue(Long.class)
                    .one())
        .map(total -> answer);
  }

  private Mono<ResponseEntity<Count>> add(Caller caller, Step step) {
    return database
        .sql("update count set total = total + :by returning total")
        .bind("by", step.by())
        .map(row -> row.get("total", Long.class))
        .one()
        .map(total -> answer(caller, total, step));
  }

  private static ResponseEntity<Count> answer(Caller caller, long total, Step step) {
    if (step.by() < 0) {
      throw new Refusal(Kind.CONFLICT, "busy");
    }
    return ResponseEntity.created(URI.create("/counts/" + total))
        .eTag(ExpectedVersion.eTag(total))
        .body(new Count(total, caller.subject()));
  }
}
