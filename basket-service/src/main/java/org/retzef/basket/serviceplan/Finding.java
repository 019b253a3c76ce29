package org.retzef.basket.serviceplan;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PastOrPresent;
import java.time.LocalDate;
import org.retzef.platform.problem.Text;

/**
 * What the mapping of needs has found: so many people, by this source, on that day [S2].
 *
 * @param what such as those whom the department knows, or who come to a club
 */
record Finding(
    @NotNull @Text(max = 200) String what,
    @NotNull
        @Min(value = 0, message = "people-invalid")
        @Max(value = 10_000_000, message = "people-invalid")
        Integer people,
    @NotNull @Text(max = 200) String source,
    @NotNull @PastOrPresent(message = "date-in-future") LocalDate on) {}
