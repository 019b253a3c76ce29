package org.retzef.training.cohort;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A cohort of a course.
 *
 * @param language of the course
 * @param audience of the course
 * @param members how many are in it
 * @param completed how many of them completed it
 */
record Cohort(
    UUID courseId,
    int number,
    String nameHe,
    String language,
    List<String> audience,
    LocalDate startsOn,
    @Nullable LocalDate endsOn,
    int members,
    int completed,
    long version) {}
