package org.retzef.basket.approval;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.problem.Text;

/** What is to be changed of a policy whose day has not come; what is left out stays. */
record ChangePolicyRequest(
    @Nullable LocalDate validFrom,
    @Nullable @Text(max = 2000, multiline = true) String expression,
    @Nullable @Size(min = 4, max = 4) List<@NotNull @Min(1) @Max(9) Integer> quorums,
    @Nullable @Size(min = 4, max = 4) List<@NotNull @Min(1) @Max(365) Integer> deadlines) {}
