package org.retzef.platform.testing;

import io.r2dbc.spi.R2dbcException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import org.springframework.transaction.CannotCreateTransactionException;
import reactor.util.retry.Retry;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks again while the answer is only that it took too long, as on a slow machine it does: on a
 * lock, a connection, or another copy of the request. What was refused so is undone, and counts for
 * nothing.
 */
public final class Patiently {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final Set<String> LATE =
      Set.of("busy", "idempotency-key-in-progress", "unavailable");

  private static final JsonMapper JSON = new JsonMapper();

  /**
   * For a command that is run without HTTP. A deadlock is not late but wrong, and is not retried.
   */
  public static final Retry WHILE_LATE =
      Retry.backoff(20, Duration.ofMillis(50))
          .maxBackoff(Duration.ofSeconds(1))
          .filter(Patiently::isLate);

  private Patiently() {}

  /** Sends the same request, with the same key, for 60 seconds at most. */
  public static EntityExchangeResult<byte[]> ask(Supplier<ResponseSpec> request) {
    return ask(() -> request.get().expectBody().returnResult(), Patiently::code);
  }

  /**
   * As {@link #ask(Supplier)}.
   *
   * @param code of an answer's problem, empty where it is none
   */
  public static <T> T ask(Supplier<T> request, Function<T, String> code) {
    return Awaitility.await()
        .pollInSameThread()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(100))
        .atMost(PATIENCE)
        .until(request::get, answer -> !LATE.contains(code.apply(answer)));
  }

  private static String code(EntityExchangeResult<byte[]> answer) {
    MediaType type = answer.getResponseHeaders().getContentType();
    return MediaType.APPLICATION_PROBLEM_JSON.isCompatibleWith(type)
        ? JSON.readTree(answer.getResponseBody()).path("code").asString("")
        : "";
  }

  private static boolean isLate(Throwable failure) {
    List<String> states = states(failure);
    return !states.contains("40P01")
        && (failure instanceof DataAccessResourceFailureException
            || failure instanceof CannotCreateTransactionException
            || failure instanceof TransientDataAccessException
            || states.contains("55P03")
            || states.contains("40001"));
  }

  /** PostgreSQL's, of all that led to the failure. */
  private static List<String> states(Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
        .filter(R2dbcException.class::isInstance)
        .map(cause -> Objects.requireNonNullElse(((R2dbcException) cause).getSqlState(), ""))
        .toList();
  }
}
