package org.retzef.basket.serviceplan;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.basket.money.Money;
import org.retzef.platform.caller.UnitPath;

/**
 * A service of the mix, thought of in the order of the logic model: what is to change (outcome), by
 * which response (output), with what and at what cost (inputs) [S2].
 *
 * @param selfDeveloped whether this authority has developed it itself; its cost counts for the cap
 * @param cost of the year, in ILS; null until it was estimated
 * @param costPerParticipant in ILS, rounded half up to the agora; null without a cost or without
 *     participants
 * @param participants how many people it has room for
 * @param groupSize how many are together at a time; 1 is one to one
 * @param origin where it was taken over from; null for the authority's own and for known services
 * @param approved as it stands here
 */
record PlanItem(
    UUID id,
    String name,
    List<Goal> goals,
    boolean selfDeveloped,
    @Nullable String outcome,
    @Nullable String output,
    @Nullable String inputs,
    @Nullable Money cost,
    @Nullable Money costPerParticipant,
    int participants,
    int groupSize,
    Frequency frequency,
    @Nullable Origin origin,
    boolean approved,
    long version) {

  /**
   * Who developed it.
   *
   * @param innovation its id in the plan that it was taken from
   */
  record Origin(UUID innovation, UnitPath unit, int year) {}

  Money costOrZero() {
    return cost == null ? Money.ZERO : cost;
  }

  /** What of its cost counts for the cap. */
  Money selfDevelopedCost() {
    return selfDeveloped ? costOrZero() : Money.ZERO;
  }

  static @Nullable Money perParticipant(@Nullable Money cost, int participants) {
    return cost == null || participants == 0
        ? null
        : new Money(
            BigDecimal.valueOf(cost.agorot())
                .divide(BigDecimal.valueOf(participants), 0, RoundingMode.HALF_UP)
                .longValueExact());
  }

  @Override
  public String toString() {
    return "PlanItem " + id;
  }
}
