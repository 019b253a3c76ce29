package org.retzef.basket.allocation;

import jakarta.validation.constraints.NotNull;
import org.retzef.basket.ledger.Account;
import org.retzef.platform.caller.UnitPath;

/**
 * Where money of a budget is: in a track's line, or allocated out of it.
 *
 * @param unit {@code IL} for the line itself; else a district ({@code IL.SOUTH}) or an authority
 *     ({@code IL.SOUTH.A2630})
 */
record BudgetPlace(@NotNull String track, @NotNull UnitPath unit) {

  private static final String COUNTRY = "IL";
  private static final int AUTHORITY_DEPTH = 2;

  boolean isLine() {
    return unit.path().equals(COUNTRY);
  }

  /** A department has no budget of its own. */
  boolean isBelowAuthority() {
    return unit.path().chars().filter(c -> c == '.').count() > AUTHORITY_DEPTH;
  }

  Account account(int year) {
    return isLine() ? Account.budget(year, track) : Account.allocation(year, track, unit.path());
  }
}
