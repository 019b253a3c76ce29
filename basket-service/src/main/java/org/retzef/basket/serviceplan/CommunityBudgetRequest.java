package org.retzef.basket.serviceplan;

import jakarta.validation.constraints.NotNull;
import org.retzef.basket.money.Money;

/**
 * @param amount for the community, of the year, in ILS
 */
record CommunityBudgetRequest(@NotNull Money amount) {}
