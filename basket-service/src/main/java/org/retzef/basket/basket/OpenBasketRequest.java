package org.retzef.basket.basket;

import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.retzef.platform.problem.Text;

/**
 * A basket for a client of a department who is enrolled in no programme.
 *
 * @param budgetLine one that the budget keeps for that
 */
record OpenBasketRequest(@NotNull UUID familyId, @NotNull @Text(max = 60) String budgetLine) {}
