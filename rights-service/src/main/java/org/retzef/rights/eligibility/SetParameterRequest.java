package org.retzef.rights.eligibility;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.LocalDate;
import org.retzef.platform.problem.Text;

/**
 * @param validFrom first day of the value
 * @param value a number, or a table or formula by household size, as the parameter's kind is
 */
record SetParameterRequest(
    @NotNull LocalDate validFrom,
    @NotNull Object value,
    @NotNull @Text(max = 1000) @Pattern(regexp = "https?://[^\\s]+", message = "url-invalid")
        String sourceUrl) {}
