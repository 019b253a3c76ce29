package org.retzef.platform.idempotency;

import org.jspecify.annotations.Nullable;

/** An {@link IdempotencyKey} for commands that may come without one. */
public record OptionalIdempotencyKey(@Nullable IdempotencyKey key) {}
