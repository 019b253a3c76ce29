package org.retzef.training.course;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.retzef.platform.problem.Text;

/**
 * A part of a course, such as the one on rights in a basic course for social workers.
 *
 * @param hours of the course's hours
 */
record CourseModule(
    @NotNull @Text(max = 160) String nameHe,
    @NotNull
        @Min(value = 1, message = "hours-out-of-range")
        @Max(value = CreateCourseRequest.MAX_HOURS, message = "hours-out-of-range")
        Integer hours) {}
