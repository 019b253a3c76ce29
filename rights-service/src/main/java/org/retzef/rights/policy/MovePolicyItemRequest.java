package org.retzef.rights.policy;

import jakarta.validation.constraints.NotNull;

/**
 * @param status {@code IN_WORK} or {@code CLOSED}
 */
record MovePolicyItemRequest(@NotNull PolicyItem.Status status) {}
