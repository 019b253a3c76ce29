package org.retzef.rights.debt;

import org.jspecify.annotations.Nullable;

/**
 * Only what is given changes.
 *
 * @param enforcement how far it has come
 * @param youthStage how far the responses have come
 */
record ChangeDebtRequest(
    Debt.@Nullable Enforcement enforcement, Debt.@Nullable YouthStage youthStage) {}
