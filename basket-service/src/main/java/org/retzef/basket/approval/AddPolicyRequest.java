package org.retzef.basket.approval;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.problem.Text;

/**
 * @param validFrom today or later
 * @param expression in CEL; tried before it is taken
 * @param quorums of the four tiers, 1 to 9; null for no committees
 * @param deadlines of the four tiers, in days; null for 7 each
 */
record AddPolicyRequest(
    @NotNull LocalDate validFrom,
    @NotNull @Text(max = 2000, multiline = true) String expression,
    @Nullable @Size(min = 4, max = 4) List<@NotNull @Min(1) @Max(9) Integer> quorums,
    @Nullable @Size(min = 4, max = 4) List<@NotNull @Min(1) @Max(365) Integer> deadlines) {}
