package org.retzef.training.outreach;

import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.problem.Text;

/**
 * An official letter to a department.
 *
 * @param backedBy who stands behind it, an office and not a person
 * @param reform whether the department is under the national reform; then the training is in its
 *     work plan
 */
record LetterRequest(
    @NotNull UnitPath unit,
    @NotNull UUID courseId,
    @NotNull LocalDate letterOn,
    @NotNull @Text(max = 120) String backedBy,
    @Nullable Boolean reform) {}
