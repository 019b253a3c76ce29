package org.retzef.family.assessment;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.family.form.AnswerCounts;
import org.retzef.platform.caller.UnitPath;

/**
 * How often each answer was given in a unit and a time; of each family its last answer counts.
 *
 * @param overlay the emergency whose form was counted; null for the routine form
 * @param form the code of the form that was counted
 */
record AssessmentSummary(
    UnitPath unit,
    LocalDate from,
    LocalDate to,
    @Nullable UUID overlay,
    String form,
    List<AnswerCounts.FieldCount> fields,
    List<AnswerCounts.Share> indicators) {}
