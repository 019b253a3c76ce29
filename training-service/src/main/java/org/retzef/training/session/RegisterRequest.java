package org.retzef.training.session;

import jakarta.validation.constraints.NotNull;

/**
 * A wish to come. Who comes is said by the token alone, so that a shared computer never shows its
 * last user.
 *
 * @param waitIfFull whether to wait for a seat where none is free
 */
record RegisterRequest(@NotNull Boolean waitIfFull) {}
