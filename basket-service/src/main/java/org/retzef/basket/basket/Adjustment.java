package org.retzef.basket.basket;

import java.time.LocalDate;
import java.util.UUID;
import org.retzef.basket.money.Money;

/**
 * A dated change of a basket.
 *
 * @param change negative for less
 * @param ceiling afterwards
 */
record Adjustment(
    UUID id,
    UUID basketId,
    Money change,
    String reasonCode,
    LocalDate effectiveOn,
    Money ceiling) {}
