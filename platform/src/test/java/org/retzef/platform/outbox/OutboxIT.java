package org.retzef.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.retzef.platform.testing.Patiently;
import org.retzef.platform.testing.RetzefIT;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

@RetzefIT
class OutboxIT {

  private static final String WAITING_FOR_HEAD =
      "pg_stat_activity where datname = current_database()"
          + " and wait_event_type = 'Lock' and query like '%outbox_head%'";

  @Autowired Outbox outbox;
  @Autowired Commands commands;
  @Autowired DatabaseClient database;

  @Test
  void refusesAnEventOutsideATransaction() {
    StepVerifier.create(outbox.append(new NoteEvent.Written(newId(), 1)))
        .verifyError(IllegalStateException.class);
  }

  @Test
  void writesTheRecordsComponentsAndNothingElse() {
    String note = newId();
    commands.run(() -> outbox.append(new NoteEvent.Written(note, 7)).thenReturn(note)).block();
    assertThat(rows().all(String.class, "select payload from outbox where aggregate_id = $1", note))
        .containsExactly("{\"noteId\":\"%s\",\"line\":7}".formatted(note));
  }

  @Test
  void keepsByWhoseTokenItWasBesideTheEventUnlessNobodyIsToKnow() {
    String note = newId();
    var worker = new TestingAuthenticationToken("worker-1", "none");
    commands
        .run(
            () ->
                outbox
                    .append(List.of(new NoteEvent.Written(note, 1), new NoteEvent.Whispered(note)))
                    .thenReturn(note))
        .contextWrite(ReactiveSecurityContextHolder.withAuthentication(worker))
        .block();
    append(new NoteEvent.Written(note, 2));
    assertThat(
            rows()
                .all(
                    String.class,
                    "select coalesce(actor, '-') from outbox where aggregate_id = $1 order by seq",
                    note))
        .containsExactly("worker-1", "-", "-");
    assertThat(rows().count("outbox where payload like '%worker-1%'")).isZero();
  }

  @Test
  void isWrittenWithinAnotherStatementWhereThatSaysThatItHappened() {
    String note = newId();
    var worker = new TestingAuthenticationToken("worker-1", "none");
    append(new NoteEvent.Written(note, 1));
    for (int line : new int[] {2, 3, 4}) {
      commands
          .run(
              () ->
                  outbox
                      .part(new NoteEvent.Written(note, line), "happened")
                      .flatMap(told -> writeIfEven(line, told))
                      .thenReturn(note))
          .contextWrite(ReactiveSecurityContextHolder.withAuthentication(worker))
          .block();
    }
    assertThat(
            rows()
                .all(
                    String.class,
                    """
                    select agg_version || ' ' || payload || ' ' || coalesce(actor, '-')
                      from outbox where aggregate_id = $1 order by seq
                    """,
                    note))
        .containsExactly(
            "1 {\"noteId\":\"%s\",\"line\":1} -".formatted(note),
            "2 {\"noteId\":\"%s\",\"line\":2} worker-1".formatted(note),
            "3 {\"noteId\":\"%s\",\"line\":4} worker-1".formatted(note));
    StepVerifier.create(outbox.part(new NoteEvent.Written(note, 5)))
        .verifyError(IllegalStateException.class);
  }

  private Mono<Void> writeIfEven(int line, StatementPart told) {
    String happened = "happened as (select :line::integer as line where :line % 2 = 0), ";
    return new StatementPart(happened, Map.of("line", line))
        .and(told)
        .and(new StatementPart("done as (select 1) select from done", Map.of()))
        .whole(database)
        .then();
  }

  @Test
  void leavesNeitherStateNorNewsWhenTheCommandFails() {
    String note = newId();
    var failing =
        commands.run(
            () ->
                keep(note)
                    .then(outbox.append(new NoteEvent.Written(note, 1)))
                    .then(Mono.<String>error(new IllegalArgumentException("planted"))));
    StepVerifier.create(failing).verifyError(IllegalArgumentException.class);
    assertThat(versions(note)).isEmpty();
    assertThat(rows().count("note where id = $1", note)).isZero();
    assertThat(rows().count("outbox_head where aggregate_id = $1", note)).isZero();
  }

  @Test
  void numbersAnAggregateThatOccursSeveralTimesInOneList() {
    String one = newId();
    String two = newId();
    append(new NoteEvent.Written(one, 1));
    append(
        new NoteEvent.Written(two, 1),
        new NoteEvent.Written(one, 2),
        new NoteEvent.Written(two, 2),
        new NoteEvent.Written(one, 3));
    assertThat(versions(one)).containsExactly(1L, 2L, 3L);
    assertThat(versions(two)).containsExactly(1L, 2L);
    assertThat(lines(one)).containsExactly(1, 2, 3);
    assertThat(lines(two)).containsExactly(1, 2);
  }

  /**
   * The second writer draws its number only when the first has committed: the relay relies on it.
   */
  @Test
  void drawsTheSequenceAfterTheAggregatesLock() throws Exception {
    String note = newId();
    var appended = new CountDownLatch(1);
    Sinks.Empty<Void> goOn = Sinks.empty();
    var first =
        commands
            .run(
                () ->
                    outbox
                        .append(new NoteEvent.Written(note, 1))
                        .doOnSuccess(done -> appended.countDown())
                        .then(goOn.asMono())
                        .then(outbox.append(new NoteEvent.Written(note, 2)))
                        .thenReturn(note))
            .toFuture();
    assertThat(appended.await(30, TimeUnit.SECONDS)).isTrue();
    var second =
        commands
            .run(() -> outbox.append(new NoteEvent.Written(note, 3)).thenReturn(note))
            .retryWhen(Patiently.WHILE_LATE)
            .toFuture();
    await().until(() -> rows().count(WAITING_FOR_HEAD) == 1);
    goOn.tryEmitEmpty();
    first.get(30, TimeUnit.SECONDS);
    second.get(30, TimeUnit.SECONDS);
    assertThat(lines(note)).containsExactly(1, 2, 3);
    assertThat(versions(note)).containsExactly(1L, 2L, 3L);
  }

  @Test
  void keepsTheOrderOfALongList() {
    String note = newId();
    append(
        IntStream.rangeClosed(1, 1_200)
            .mapToObj(line -> new NoteEvent.Written(note, line))
            .toArray(NoteEvent[]::new));
    assertThat(lines(note)).hasSize(1_200).isSorted();
    assertThat(versions(note)).hasSize(1_200).isSorted().endsWith(1_200L);
  }

  @Test
  void finishesACommandThatNobodyListensToAnyMore() {
    String note = newId();
    Sinks.Empty<Void> goOn = Sinks.empty();
    var subscription =
        commands
            .run(
                () ->
                    keep(note)
                        .then(goOn.asMono())
                        .then(outbox.append(new NoteEvent.Written(note, 1)))
                        .thenReturn(note))
            .subscribe();
    subscription.dispose();
    goOn.tryEmitEmpty();
    await().until(() -> versions(note).size() == 1);
    assertThat(rows().count("note where id = $1", note)).isEqualTo(1);
  }

  @Test
  void showsTheCommandItsCallersContext() {
    Mono<String> command =
        commands.run(() -> Mono.deferContextual(context -> Mono.just(context.get("caller"))));
    assertThat(command.contextWrite(context -> context.put("caller", "worker-1")).block())
        .isEqualTo("worker-1");
  }

  private void append(NoteEvent... events) {
    commands.run(() -> outbox.append(List.of(events)).thenReturn(true)).block();
  }

  private Mono<Void> keep(String note) {
    return database.sql("insert into note (id) values (:note)").bind("note", note).then();
  }

  private List<Long> versions(String note) {
    return rows()
        .all(
            Long.class,
            "select agg_version from outbox where aggregate_id = $1 order by seq",
            note);
  }

  private List<Integer> lines(String note) {
    return rows()
        .all(
            Integer.class,
            """
            select (payload::json->>'line')::int from outbox where aggregate_id = $1 order by seq
            """,
            note);
  }

  private Rows rows() {
    return new Rows(database);
  }

  private static String newId() {
    return UUID.randomUUID().toString();
  }
}
