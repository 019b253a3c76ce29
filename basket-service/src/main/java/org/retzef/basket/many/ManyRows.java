package org.retzef.basket.many;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.retzef.basket.many.RowsDone.Done;
import org.retzef.basket.many.RowsDone.Row;
import org.retzef.platform.idempotency.AnswersTogether;
import org.retzef.platform.idempotency.AnswersTogether.Answered;
import org.retzef.platform.idempotency.Idempotency;
import org.retzef.platform.idempotency.IdempotencyKey;
import org.retzef.platform.problem.Refusal;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Does a call's rows: all in one transaction; where one of them fails, each in its own, so that it
 * holds up no other. Either way each row has a key of its own, derived from the call's: whatever
 * came in between, a repetition does only what was not done.
 */
@Component
public class ManyRows {

  /** So many a call, and not more: its transaction holds locks that others wait for. */
  public static final int MOST = 200;

  private final Idempotency idempotency;
  private final AnswersTogether answers;

  ManyRows(Idempotency idempotency, AnswersTogether answers) {
    this.idempotency = idempotency;
    this.answers = answers;
  }

  /**
   * @param command of one row; a refusal of it is told in that row
   */
  public <T> Mono<ResponseEntity<RowsDone>> each(
      IdempotencyKey key, List<T> rows, Function<T, Mono<Done>> command) {
    return all(key, rows, some -> Flux.fromIterable(some).concatMap(command).collectList());
  }

  /**
   * As above, where many rows are done by as few statements as one.
   *
   * @param command of all rows, or of one; answers in their order, and is refused where one is
   */
  public <T> Mono<ResponseEntity<RowsDone>> all(
      IdempotencyKey key, List<T> rows, Function<List<T>, Mono<List<Done>>> command) {
    return together(key, rows, command)
        .onErrorResume(NotTogether.class, _ -> oneByOne(key, rows, command));
  }

  private <T> Mono<ResponseEntity<RowsDone>> together(
      IdempotencyKey key, List<T> rows, Function<List<T>, Mono<List<Done>>> command) {
    return idempotency.once(
        key,
        rows,
        RowsDone.class,
        () ->
            Mono.defer(() -> command.apply(rows))
                .map(ManyRows::numbered)
                .delayUntil(done -> answers.keep(answered(key, rows, done)))
                .onErrorMap(NotTogether::new)
                .map(RowsDone::of)
                .map(ResponseEntity::ok));
  }

  private static List<Row> numbered(List<Done> done) {
    return IntStream.range(0, done.size()).mapToObj(row -> Row.done(row, done.get(row))).toList();
  }

  private static List<Answered> answered(IdempotencyKey key, List<?> rows, List<Row> done) {
    return done.stream()
        .map(one -> new Answered(ofRow(key, one.row()), rows.get(one.row()), one))
        .toList();
  }

  private <T> Mono<ResponseEntity<RowsDone>> oneByOne(
      IdempotencyKey key, List<T> rows, Function<List<T>, Mono<List<Done>>> command) {
    return numbers(rows)
        .concatMap(
            row ->
                done(key, row, rows.get(row), command)
                    .onErrorResume(Refusal.class, refusal -> Mono.just(Row.refused(row, refusal))))
        .collectList()
        .map(RowsDone::of)
        .map(ResponseEntity::ok);
  }

  private <T> Mono<Row> done(
      IdempotencyKey key, int row, T what, Function<List<T>, Mono<List<Done>>> command) {
    return idempotency
        .once(
            ofRow(key, row),
            what,
            Row.class,
            () ->
                command
                    .apply(List.of(what))
                    .map(done -> ResponseEntity.ok(Row.done(row, done.getFirst()))))
        .mapNotNull(ResponseEntity::getBody);
  }

  /** The call's key may be as long as a key can be. */
  private static IdempotencyKey ofRow(IdempotencyKey key, int row) {
    byte[] name = (row + " " + key.value()).getBytes(StandardCharsets.UTF_8);
    return new IdempotencyKey(
        key.client(), key.operation() + " " + row, "row-" + UUID.nameUUIDFromBytes(name));
  }

  private static Flux<Integer> numbers(List<?> rows) {
    return Flux.fromStream(() -> IntStream.range(0, rows.size()).boxed());
  }

  /** Something in here failed, or was refused; who asked for which row is told in a second run. */
  private static final class NotTogether extends RuntimeException {
    NotTogether(Throwable why) {
      super(null, why, false, false);
    }
  }
}
