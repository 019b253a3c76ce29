package org.retzef.training.feedback;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.retzef.training.followup.Stage;

/**
 * The next version of a form.
 *
 * @param validFrom a day to come: what was asked stays as it was
 * @param openDays so long after a follow-up is due answers are taken
 */
record AddFormRequest(
    @NotNull Stage stage,
    @NotNull LocalDate validFrom,
    @NotNull
        @Min(value = 1, message = "open-days-out-of-range")
        @Max(value = 365, message = "open-days-out-of-range")
        Integer openDays,
    @NotNull @Size(min = 1, max = 20) List<@NotNull @Valid Question> questions) {}
