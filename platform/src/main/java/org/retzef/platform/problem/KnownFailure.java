package org.retzef.platform.problem;

import org.jspecify.annotations.Nullable;

/** Reads the failures of one kind of machinery (the database, a circuit breaker) as refusals. */
public interface KnownFailure {

  /** The refusal that this failure amounts to; null when it is none that this one knows. */
  @Nullable Refusal refusalFor(Throwable failure);
}
