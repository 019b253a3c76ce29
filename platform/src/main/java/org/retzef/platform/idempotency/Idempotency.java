package org.retzef.platform.idempotency;

import java.security.MessageDigest;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.outbox.Commands;
import org.retzef.platform.outbox.StatementPart;
import org.retzef.platform.problem.Refusal;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Does a command once per {@link IdempotencyKey} and gives its first answer to every repetition.
 *
 * <p>The key, the state, the news and the answer commit together. A second copy of a running
 * command waits on the key's row; if the first one takes longer than the lock timeout, it is
 * refused with 409. A refused command leaves no key behind: it changed nothing, and may be tried
 * again.
 */
public final class Idempotency {

  /** A repetition's answer carries it. */
  static final String REPLAYED = "Idempotency-Replayed";

  /** PostgreSQL's state lock_not_available. */
  static final String LOCK_TIMEOUT = "55P03";

  private final Commands commands;
  private final DatabaseClient database;
  private final JsonMapper json;

  Idempotency(Commands commands, DatabaseClient database, JsonMapper json) {
    this.commands = commands;
    this.database = database;
    this.json = json;
  }

  /**
   * Runs a command in one transaction, or repeats what it answered.
   *
   * <p>The answer is kept for 24 hours as it stands, so it holds nothing that identifies a person.
   *
   * @param request the decoded body; the same key with another body is refused with 422
   * @param answer the answer's type, to read it back
   */
  public <T> Mono<ResponseEntity<T>> once(
      IdempotencyKey key,
      Object request,
      Class<T> answer,
      Supplier<Mono<ResponseEntity<T>>> command) {
    String value = key.value();
    byte[] fingerprint = Fingerprint.of(key.operation(), request, json);
    return commands.run(
        () ->
            claim(key.client(), value, fingerprint)
                .flatMap(
                    first ->
                        first
                            ? command
                                .get()
                                .switchIfEmpty(Mono.error(Idempotency::noAnswer))
                                .flatMap(done -> keep(key.client(), value, done))
                            : replay(key.client(), value, fingerprint, answer)));
  }

  /**
   * As above for a command that is mostly one statement (decision 0039): first the short way, in
   * which that statement is the whole transaction. Whatever it meets on that, the command is given
   * the usual way, as if nothing had been tried: a refusal, a key that is there already, or that
   * one statement is not enough.
   *
   * @param atOnce writes by one statement, of which its closing is a part; empty where that will
   *     not do and nothing was written
   */
  public <T> Mono<ResponseEntity<T>> once(
      IdempotencyKey key,
      Object request,
      Class<T> answer,
      Function<Closing, Mono<ResponseEntity<T>>> atOnce,
      Supplier<Mono<ResponseEntity<T>>> command) {
    byte[] fingerprint = Fingerprint.of(key.operation(), request, json);
    Closing closing =
        (given, happened) ->
            commands
                .seen(given, happened)
                .map(seen -> kept(key, fingerprint, given, happened).and(seen));
    return orTheUsualWay(
        commands.runAtOnce(() -> atOnce.apply(closing)), () -> once(key, request, answer, command));
  }

  /** As above, without a key too. */
  public <T> Mono<ResponseEntity<T>> once(
      OptionalIdempotencyKey optional,
      Object request,
      Class<T> answer,
      Function<Closing, Mono<ResponseEntity<T>>> atOnce,
      Supplier<Mono<ResponseEntity<T>>> command) {
    IdempotencyKey key = optional.key();
    return key == null
        ? orTheUsualWay(
            commands.runAtOnce(() -> atOnce.apply(commands::seen)), () -> commands.run(command))
        : once(key, request, answer, atOnce, command);
  }

  private static <T> Mono<T> orTheUsualWay(Mono<T> atOnce, Supplier<Mono<T>> usual) {
    return atOnce
        .onErrorResume(
            failure -> failure instanceof Refusal || KeptAnswer.isThere(failure),
            failure -> Mono.empty())
        .switchIfEmpty(Mono.defer(usual))
        .onErrorMap(KeptAnswer::isUnderWay, waited -> conflict("idempotency-key-in-progress"));
  }

  private StatementPart kept(
      IdempotencyKey key, byte[] fingerprint, ResponseEntity<?> answer, String happened) {
    String body = json.writeValueAsString(answer.getBody());
    return KeptAnswer.part(key, fingerprint, answer, body, happened);
  }

  /** As above where there is a key; else the command simply runs in its transaction. */
  public <T> Mono<ResponseEntity<T>> once(
      OptionalIdempotencyKey optional,
      Object request,
      Class<T> answer,
      Supplier<Mono<ResponseEntity<T>>> command) {
    IdempotencyKey key = optional.key();
    return key == null ? commands.run(command) : once(key, request, answer, command);
  }

  private static IllegalStateException noAnswer() {
    return new IllegalStateException("A command must answer: its answer is kept with its key");
  }

  private Mono<Boolean> claim(String client, String key, byte[] fingerprint) {
    return database
        .sql(
            """
            insert into idempotency_key as known (client, key, fingerprint)
            values (:client, :key, :fingerprint)
            on conflict (client, key) do update
               set fingerprint = excluded.fingerprint, created_at = now(),
                   status = null, location = null, etag = null, body = null
             where known.created_at < now() - interval '24 hours'
            """)
        .bind("client", client)
        .bind("key", key)
        .bind("fingerprint", fingerprint)
        .fetch()
        .rowsUpdated()
        .map(rows -> rows == 1)
        .onErrorMap(Idempotency::isLockTimeout, waiting -> conflict("idempotency-key-in-progress"));
  }

  private <T> Mono<ResponseEntity<T>> keep(String client, String key, ResponseEntity<T> done) {
    HttpHeaders headers = done.getHeaders();
    var statement =
        database
            .sql(
                """
                update idempotency_key
                   set status = :status, location = :location, etag = :etag, body = :body
                 where client = :client and key = :key
                """)
            .bind("status", done.getStatusCode().value())
            .bind("body", json.writeValueAsString(done.getBody()))
            .bind("client", client)
            .bind("key", key);
    statement = bind(statement, "location", headers.getFirst(HttpHeaders.LOCATION));
    statement = bind(statement, "etag", headers.getFirst(HttpHeaders.ETAG));
    return statement.then().thenReturn(done);
  }

  private static DatabaseClient.GenericExecuteSpec bind(
      DatabaseClient.GenericExecuteSpec statement, String name, @Nullable String value) {
    return value == null ? statement.bindNull(name, String.class) : statement.bind(name, value);
  }

  private <T> Mono<ResponseEntity<T>> replay(
      String client, String key, byte[] fingerprint, Class<T> answer) {
    return database
        .sql(
            """
            select fingerprint, status, location, etag, body
              from idempotency_key where client = :client and key = :key
            """)
        .bind("client", client)
        .bind("key", key)
        .map(
            row ->
                new FirstAnswer(
                    row.get("fingerprint", byte[].class),
                    row.get("status", Integer.class),
                    row.get("location", String.class),
                    row.get("etag", String.class),
                    row.get("body", String.class)))
        .one()
        .map(first -> repeat(first, fingerprint, answer));
  }

  private <T> ResponseEntity<T> repeat(FirstAnswer first, byte[] fingerprint, Class<T> answer) {
    if (!MessageDigest.isEqual(first.fingerprint(), fingerprint)) {
      throw new Refusal(Refusal.Kind.UNPROCESSABLE, "idempotency-key-reused");
    }
    var response =
        ResponseEntity.status(HttpStatusCode.valueOf(first.status())).header(REPLAYED, "true");
    if (first.location() != null) {
      response.header(HttpHeaders.LOCATION, first.location());
    }
    if (first.eTag() != null) {
      response.header(HttpHeaders.ETAG, first.eTag());
    }
    return response.body(json.readValue(first.body(), answer));
  }

  private record FirstAnswer(
      byte[] fingerprint,
      int status,
      @Nullable String location,
      @Nullable String eTag,
      String body) {}

  private static boolean isLockTimeout(Throwable failure) {
    return failure.getCause() instanceof io.r2dbc.spi.R2dbcException database
        && LOCK_TIMEOUT.equals(database.getSqlState());
  }

  private static Refusal conflict(String code) {
    return new Refusal(Refusal.Kind.CONFLICT, code);
  }
}
