package org.retzef.family.plan;

import jakarta.validation.constraints.NotNull;

/**
 * @param progress how far the goal is now
 */
record ProgressRequest(@NotNull Goal.Progress progress) {}
