package org.retzef.platform.idempotency;

import io.r2dbc.postgresql.api.ErrorDetails;
import io.r2dbc.postgresql.api.PostgresqlException;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.outbox.StatementPart;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;

/** A key with its answer, written by the one statement that its command is. */
final class KeptAnswer {

  private static final String INSERT =
      """
      kept as (
        insert into idempotency_key (client, key, fingerprint, status, location, etag, body)
        select :keptClient, :keptKey, :keptFingerprint, :keptStatus, :keptLocation, :keptTag,
               :keptBody
          from %s
      ),
      """;

  private KeptAnswer() {}

  static StatementPart part(
      IdempotencyKey key,
      byte[] fingerprint,
      ResponseEntity<?> answer,
      String body,
      String happened) {
    HttpHeaders headers = answer.getHeaders();
    return new StatementPart(
        INSERT.formatted(happened),
        statement -> {
          var bound =
              statement
                  .bind("keptClient", key.client())
                  .bind("keptKey", key.value())
                  .bind("keptFingerprint", fingerprint)
                  .bind("keptStatus", answer.getStatusCode().value())
                  .bind("keptBody", body);
          bound = bind(bound, "keptLocation", headers.getFirst(HttpHeaders.LOCATION));
          return bind(bound, "keptTag", headers.getFirst(HttpHeaders.ETAG));
        });
  }

  private static GenericExecuteSpec bind(
      GenericExecuteSpec statement, String name, @Nullable String value) {
    return value == null ? statement.bindNull(name, String.class) : statement.bind(name, value);
  }

  /** Whether a statement failed because the key was there already. */
  static boolean isThere(Throwable failure) {
    return details(failure) instanceof ErrorDetails details
        && details.getConstraintName().filter("idempotency_key_pkey"::equals).isPresent();
  }

  /** Whether a statement waited in vain for another one that writes the same key. */
  static boolean isUnderWay(Throwable failure) {
    return details(failure) instanceof ErrorDetails details
        && details.getCode().equals(Idempotency.LOCK_TIMEOUT)
        && details.getWhere().filter(where -> where.contains("idempotency_key")).isPresent();
  }

  private static @Nullable ErrorDetails details(Throwable failure) {
    return failure.getCause() instanceof PostgresqlException database
        ? database.getErrorDetails()
        : null;
  }
}
