package org.retzef.family.duplicate;

import jakarta.validation.constraints.NotNull;

/** What somebody who looked at both families says of them. */
record VerdictRequest(@NotNull Verdict.Kind verdict) {}
