package org.retzef.platform.idempotency;

import static org.retzef.platform.outbox.StatementPart.valueOf;

import io.r2dbc.postgresql.api.ErrorDetails;
import io.r2dbc.postgresql.api.PostgresqlException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.outbox.StatementPart;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;

/** A key with its answer, written by the one statement that its command is. */
final class KeptAnswer {

  private static final String INSERT_FROM =
      """
      kept as (
        insert into idempotency_key (client, key, fingerprint, status, location, etag, body)
        select :keptClient, :keptKey, :keptFingerprint, :keptStatus, :keptLocation, :keptTag,
               :keptBody
          from \
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
        INSERT_FROM + happened + "\n),\n",
        Map.of(
            "keptClient",
            key.client(),
            "keptKey",
            key.value(),
            "keptFingerprint",
            fingerprint,
            "keptStatus",
            answer.getStatusCode().value(),
            "keptLocation",
            valueOf(String.class, headers.getFirst(HttpHeaders.LOCATION)),
            "keptTag",
            valueOf(String.class, headers.getFirst(HttpHeaders.ETAG)),
            "keptBody",
            body));
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
