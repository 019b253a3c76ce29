package org.retzef.basket.rule;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.basket.money.Money;
import org.retzef.platform.caller.UnitPath;

/**
 * What a category may be spent on, in a unit and below it.
 *
 * @param code by which a refusal names it
 * @param validUntil the last day; null without end
 * @param aspect null for all
 * @param purposes each item must name one of them; empty where any will do
 * @param cap what one family gets in the category within the window; null without cap
 * @param windowMonths the window of the cap, back from today
 * @param needsGoal whether the request must name a goal of the family's plan
 */
record SpendingRule(
    UUID id,
    String code,
    LocalDate validFrom,
    @Nullable LocalDate validUntil,
    String category,
    @Nullable String aspect,
    UnitPath unit,
    List<String> purposes,
    @Nullable Money cap,
    @Nullable Integer windowMonths,
    boolean needsGoal,
    String changedBy,
    long version) {}
