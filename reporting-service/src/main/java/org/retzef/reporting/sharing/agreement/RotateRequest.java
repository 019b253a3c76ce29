package org.retzef.reporting.sharing.agreement;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

/**
 * @param overlapDays for so long rows tell both pseudonyms
 */
record RotateRequest(
    @NotNull
        @Min(value = 0, message = "overlap-days-invalid")
        @Max(value = 366, message = "overlap-days-invalid")
        Integer overlapDays) {}
