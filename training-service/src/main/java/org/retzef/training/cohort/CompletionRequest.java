package org.retzef.training.cohort;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.retzef.platform.problem.Text;

/** Who completed the course, and on which day. */
record CompletionRequest(
    @NotNull LocalDate completedOn,
    @NotNull @Size(min = 1, max = 200, message = "size-invalid")
        List<@NotNull @Text(max = 200) String> trainees) {}
