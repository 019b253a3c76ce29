package org.retzef.platform.problem;

import io.r2dbc.spi.R2dbcException;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.problem.Refusal.Kind;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;

/** A database that is away is 503, a row that somebody else holds too long is 409. */
final class DatabaseFailures implements KnownFailure {

  /** PostgreSQL's states lock_not_available, deadlock_detected and serialization_failure. */
  private static final java.util.Set<String> HELD_BY_ANOTHER =
      java.util.Set.of("55P03", "40P01", "40001");

  @Override
  public @Nullable Refusal refusalFor(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof CannotAcquireLockException
          || (cause instanceof R2dbcException database
              && database.getSqlState() != null
              && HELD_BY_ANOTHER.contains(database.getSqlState()))) {
        return new Refusal(Kind.CONFLICT, "busy");
      }
    }
    return failure instanceof DataAccessResourceFailureException
            || failure instanceof CannotCreateTransactionException
            || failure instanceof TransientDataAccessException
        ? new Refusal(Kind.UNAVAILABLE, "unavailable")
        : null;
  }
}
