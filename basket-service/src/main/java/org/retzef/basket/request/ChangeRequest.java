package org.retzef.basket.request;

import jakarta.validation.constraints.NotNull;

/**
 * @param status {@code WITHDRAWN}, or {@code SUBMITTED} for a request that was returned
 */
record ChangeRequest(@NotNull RequestStatus status) {}
