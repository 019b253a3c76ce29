package org.retzef.basket.approval;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who decides on a request.
 *
 * @param policyId the policy that said so
 * @param tier 1 to 4
 * @param quorum so many members vote; 1 is no committee
 * @param decideBy the last day for it; null in the last tier
 */
public record Route(UUID policyId, int tier, int quorum, @Nullable LocalDate decideBy) {}
