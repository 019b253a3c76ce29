package org.retzef.family.unit;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.LocalDate;
import org.retzef.platform.problem.Text;

/**
 * Who runs staff and training of a district from a day on, chosen by tender.
 *
 * @param code as events carry it
 * @param from first day; the operator before it ends on the day before
 */
record AssignOperatorRequest(
    @NotNull @Pattern(regexp = "[A-Z][A-Z0-9_]{1,59}", message = "operator-code-invalid")
        String code,
    @NotNull @Text(max = 120) String nameHe,
    @NotNull @Text(max = 120) String nameEn,
    @NotNull LocalDate from) {}
