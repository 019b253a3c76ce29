package org.retzef.basket.serviceplan;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;
import org.retzef.basket.money.Money;

/**
 * How much of the budget for the community goes to services that the authority has developed
 * itself: at most a fifth, to the agora [S2]. In ILS.
 *
 * @param communityBudget what the share is of; null until the ministry has told it
 * @param allowed a fifth of it
 * @param used what the self-developed services of the mix cost
 * @param left below zero where the budget was cut afterwards
 * @param percent used of communityBudget, to two decimals; {@code exceeded} is exact
 */
record Cap(
    @Nullable Money communityBudget,
    @Nullable Money allowed,
    Money used,
    @Nullable Money left,
    @Nullable BigDecimal percent,
    boolean exceeded) {

  private static final int PART = 5;

  static Cap of(@Nullable Money communityBudget, Money used) {
    if (communityBudget == null) {
      return new Cap(null, null, used, null, null, used.agorot() > 0);
    }
    Money allowed = new Money(communityBudget.agorot() / PART);
    return new Cap(
        communityBudget,
        allowed,
        used,
        allowed.minus(used),
        percent(used, communityBudget),
        used.compareTo(allowed) > 0);
  }

  private static @Nullable BigDecimal percent(Money part, Money whole) {
    return whole.agorot() == 0
        ? null
        : BigDecimal.valueOf(part.agorot())
            .movePointRight(2)
            .divide(BigDecimal.valueOf(whole.agorot()), 2, RoundingMode.HALF_UP);
  }

  /**
   * What it is when a service of this cost takes the place of one of that cost. More than a fifth
   * is refused, but never what brings the use down: else nobody could mend a plan whose budget was
   * cut.
   */
  Cap requireRoom(Money without, Money with) {
    Cap after = of(communityBudget, used.minus(without).plus(with));
    if (after.exceeded && with.compareTo(without) > 0) {
      throw communityBudget == null ? new CommunityBudgetMissing() : new AboveCap(after);
    }
    return after;
  }
}
