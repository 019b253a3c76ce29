package org.retzef.platform.idempotency;

import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Keeps what many rows of one call were answered, each under a key of its own. */
public final class AnswersTogether {

  private final DatabaseClient database;
  private final JsonMapper json;

  AnswersTogether(DatabaseClient database, JsonMapper json) {
    this.database = database;
    this.json = json;
  }

  /**
   * What one of them was answered, with 200.
   *
   * @param request as for {@link Idempotency#once}
   */
  public record Answered(IdempotencyKey key, Object request, Object body) {}

  /**
   * Keeps them by one statement, in the transaction that has done them. Fails with {@link
   * IllegalStateException} where one of the keys was there already: what that transaction did was
   * done before, and must be rolled back.
   */
  public Mono<Void> keep(List<Answered> answers) {
    return database
        .sql(
            """
            insert into idempotency_key as known (client, key, fingerprint, status, body)
            select client, key, decode(fingerprint, 'hex'), 200, body
              from unnest($1::text[], $2::text[], $3::text[], $4::text[])
                as answered (client, key, fingerprint, body)
             order by client, key
            on conflict (client, key) do update
               set fingerprint = excluded.fingerprint, created_at = now(), status = excluded.status,
                   location = null, etag = null, body = excluded.body
             where known.created_at < now() - interval '24 hours'
            """)
        .bind("$1", column(answers, one -> one.key().client()))
        .bind("$2", column(answers, one -> one.key().value()))
        .bind("$3", column(answers, this::fingerprint))
        .bind("$4", column(answers, one -> json.writeValueAsString(one.body())))
        .fetch()
        .rowsUpdated()
        .filter(rows -> rows == answers.size())
        .switchIfEmpty(Mono.error(() -> new IllegalStateException("A key was there already")))
        .then();
  }

  private String fingerprint(Answered one) {
    return HexFormat.of().formatHex(Fingerprint.of(one.key().operation(), one.request(), json));
  }

  private static String[] column(List<Answered> answers, Function<Answered, String> value) {
    return answers.stream().map(value).toArray(String[]::new);
  }
}
