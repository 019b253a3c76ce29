package org.retzef.family.enrolment;

import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import org.retzef.platform.problem.Text;

/**
 * @param track a code of {@code /api/v1/tracks}
 * @param startDate first day; a coming one makes a planned enrolment
 */
record EnrolRequest(@NotNull @Text(max = 60) String track, @NotNull LocalDate startDate) {}
