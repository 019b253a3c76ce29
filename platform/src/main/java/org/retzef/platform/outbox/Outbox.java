package org.retzef.platform.outbox;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.NoTransactionException;
import org.springframework.transaction.reactive.TransactionSynchronizationManager;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * The news of a service, on its way to Kafka. An appended event commits with the caller's
 * transaction or not at all, and is then delivered at least once, in order per aggregate.
 */
public final class Outbox {

  /*
   * One round trip. The upsert of outbox_head locks the row of each key (in one order, so that two
   * lists cannot wait for each other) before any seq is drawn: whoever holds the lock draws first,
   * so seq follows the version within a key. That is what lets the relay order by seq.
   */
  private static final String APPEND =
      """
      with news as (
        select n, topic, aggregate_type, aggregate_id, type, payload, actor
          from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $7::text[])
               with ordinality as event(topic, aggregate_type, aggregate_id, type, payload, actor, n)
      ), head as (
        insert into outbox_head as known (topic, aggregate_id, version)
        select topic, aggregate_id, count(*)
          from news
         group by topic, aggregate_id
         order by topic, aggregate_id
        on conflict (topic, aggregate_id)
          do update set version = known.version + excluded.version
        returning topic, aggregate_id, version
      )
      insert into outbox
        (topic, aggregate_type, aggregate_id, agg_version, type, payload, traceparent, actor)
      select topic, news.aggregate_type, aggregate_id,
             head.version + 1 - row_number() over (
               partition by topic, aggregate_id order by news.n desc),
             news.type, news.payload, nullif($6, ''), nullif(news.actor, '')
        from news
        join head using (topic, aggregate_id)
       order by news.n
      """;

  /** As {@link #APPEND}, of one event: for the row of a table expression. */
  private static final String PART_FROM =
      """
      news_head as (
        insert into outbox_head as known (topic, aggregate_id, version)
        select :newsTopic, :newsOf, 1 from \
      """;

  private static final String PART =
      """

        on conflict (topic, aggregate_id) do update set version = known.version + 1
        returning version
      ), news as (
        insert into outbox
          (topic, aggregate_type, aggregate_id, agg_version, type, payload, traceparent, actor)
        select :newsTopic, :newsKind, :newsOf, version, :newsType, :newsPayload,
               nullif(:newsTrace, ''), nullif(:newsActor, '')
          from news_head
      ),
      """;

  /** The join within a statement costs the square of its rows. */
  private static final int PORTION = 500;

  private final DatabaseClient database;
  private final JsonMapper json;
  private final Nudge nudge;

  Outbox(DatabaseClient database, JsonMapper json, Nudge nudge) {
    this.database = database;
    this.json = json;
    this.nudge = nudge;
  }

  /** As {@link #append(List)}, for one event. */
  public Mono<Void> append(Event event) {
    return append(List.of(event));
  }

  /**
   * Writes the events in this order. Fails with {@link IllegalStateException} outside a
   * transaction, because then the state could commit without its news.
   */
  public Mono<Void> append(List<? extends Event> events) {
    return TransactionSynchronizationManager.forCurrentTransaction()
        .onErrorMap(NoTransactionException.class, Outbox::outsideTransaction)
        .doOnNext(Outbox::requireActive)
        .then(events.isEmpty() ? Mono.empty() : insertAndTell(events));
  }

  /** As {@link #append(Event)}, to be written within a statement that writes more. */
  public Mono<StatementPart> part(Event event) {
    return part(event, StatementPart.ALWAYS);
  }

  /**
   * As above, if the statement comes to it.
   *
   * @param happened a common table expression of the same statement: its one row says that the
   *     event has happened, no row that it has not
   */
  public Mono<StatementPart> part(Event event, String happened) {
    return AfterCommit.run(nudge::give)
        .then(Mono.zip(TraceParent.current(), Actor.current()))
        .map(context -> part(event, happened, context.getT1(), context.getT2()));
  }

  private StatementPart part(Event event, String happened, String traceParent, String actor) {
    return new StatementPart(
        PART_FROM + happened + PART,
        Map.of(
            "newsTopic", event.topic(),
            "newsKind", event.aggregateType(),
            "newsOf", event.aggregateId(),
            "newsType", event.type(),
            "newsPayload", json.writeValueAsString(event),
            "newsTrace", traceParent,
            "newsActor", event.anonymous() ? "" : actor));
  }

  private static void requireActive(TransactionSynchronizationManager transaction) {
    if (!transaction.isActualTransactionActive()) {
      throw outsideTransaction(null);
    }
  }

  private Mono<Void> insertAndTell(List<? extends Event> events) {
    return AfterCommit.run(nudge::give)
        .then(Mono.zip(TraceParent.current(), Actor.current()))
        .flatMapMany(
            context ->
                Flux.<Event>fromIterable(events)
                    .buffer(PORTION)
                    .concatMap(portion -> insert(portion, context.getT1(), context.getT2())))
        .then();
  }

  private Mono<Void> insert(List<Event> events, String traceParent, String actor) {
    return database
        .sql(APPEND)
        .bind("$1", column(events, Event::topic))
        .bind("$2", column(events, Event::aggregateType))
        .bind("$3", column(events, Event::aggregateId))
        .bind("$4", column(events, Event::type))
        .bind("$5", column(events, json::writeValueAsString))
        .bind("$6", traceParent)
        .bind("$7", column(events, event -> event.anonymous() ? "" : actor))
        .then();
  }

  private static String[] column(List<Event> events, Function<Event, String> value) {
    return events.stream().map(value).toArray(String[]::new);
  }

  private static IllegalStateException outsideTransaction(@Nullable Throwable cause) {
    return new IllegalStateException("An event may be appended only inside a transaction", cause);
  }
}
