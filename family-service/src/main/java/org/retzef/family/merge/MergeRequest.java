package org.retzef.family.merge;

import jakarta.validation.constraints.NotNull;
import java.util.UUID;

/**
 * @param survivorId the family that goes on; its version stands in {@code If-Match}
 * @param mergedId the family that becomes part of it
 * @param mergedVersion the merged family's version that the caller saw
 */
record MergeRequest(
    @NotNull UUID survivorId,
    @NotNull UUID mergedId,
    @NotNull Long mergedVersion,
    @NotNull Merge.Reason reasonCode) {}
