package org.retzef.basket.funding;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.retzef.platform.problem.Text;

/** Who pays. A source is never taken away: what it bore stays borne by it. */
record FundingSource(
    @NotNull @Pattern(regexp = "[A-Z][A-Z0-9_]{1,39}", message = "code-invalid") String code,
    @NotNull @Text(max = 100) String nameHe) {}
