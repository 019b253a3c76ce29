package org.retzef.basket.donation;

import jakarta.validation.constraints.NotNull;

/** Why a distribution is undone. */
record ReverseDistributionRequest(@NotNull Distribution.Reason reasonCode) {}
