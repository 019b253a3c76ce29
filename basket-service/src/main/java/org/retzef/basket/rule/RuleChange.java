package org.retzef.basket.rule;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A change of a rule, as it was written when it was made.
 *
 * @param rule {@code routing_policy}, {@code approval_freeze} or {@code spending_rule}
 * @param before the row as it was, JSON; null of one that was added
 * @param after the row as it is since then, JSON
 * @param changedBy the subject of who did it
 */
record RuleChange(
    long id,
    String rule,
    UUID ruleId,
    @Nullable String before,
    String after,
    String changedBy,
    Instant changedAt) {}
