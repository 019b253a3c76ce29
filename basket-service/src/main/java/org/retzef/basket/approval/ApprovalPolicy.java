package org.retzef.basket.approval;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which tier decides on which request, from a day on.
 *
 * @param validFrom the policy of the newest day that has come counts
 * @param expression in CEL, of {@code amount} (agorot), {@code categories}, {@code aspect}, {@code
 *     unit} and {@code track}; it makes {@code TEAM_LEAD}, {@code DEPARTMENT_HEAD}, {@code
 *     DISTRICT} or {@code NATIONAL}
 * @param quorums of each of the four tiers: so many members vote on a request; 1 is no committee
 * @param deadlines of each of the four tiers: days to decide, after which the next tier does
 * @param changedBy the subject of who added or last changed it
 */
record ApprovalPolicy(
    UUID id,
    LocalDate validFrom,
    String expression,
    List<Integer> quorums,
    List<Integer> deadlines,
    String changedBy,
    Instant changedAt,
    long version) {

  Route routeTo(Tier tier, LocalDate today) {
    return new Route(id, tier.number(), quorumOf(tier), decideBy(tier, today));
  }

  private int quorumOf(Tier tier) {
    return quorums.get(tier.ordinal());
  }

  private @Nullable LocalDate decideBy(Tier tier, LocalDate today) {
    return tier.isLast() ? null : today.plusDays(deadlines.get(tier.ordinal()));
  }
}
