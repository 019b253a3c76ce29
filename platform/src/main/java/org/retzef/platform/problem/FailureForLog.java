package org.retzef.platform.problem;

import org.jspecify.annotations.Nullable;

/**
 * A failure as it may be logged: what kind it was and where, with its causes. Messages are left
 * out, because a database quotes values in them, and so is what Reactor adds, because it names the
 * request's address, which may hold a name that was searched for or a receipt's token.
 */
public final class FailureForLog extends Throwable {

  private FailureForLog(Throwable failure, @Nullable Throwable cause) {
    super(failure.getClass().getName(), cause, false, true);
    setStackTrace(failure.getStackTrace());
  }

  public static FailureForLog of(Throwable failure) {
    return of(failure, 5);
  }

  private static FailureForLog of(Throwable failure, int depth) {
    Throwable cause = failure.getCause();
    return new FailureForLog(failure, cause == null || depth == 0 ? null : of(cause, depth - 1));
  }

  @Override
  public String toString() {
    return String.valueOf(getMessage());
  }
}
