package org.retzef.training.session;

import jakarta.validation.constraints.NotNull;

/** Why the session is not held. */
record CancelRequest(@NotNull CancellationReason reason) {}
