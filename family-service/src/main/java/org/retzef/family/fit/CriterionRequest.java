package org.retzef.family.fit;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import org.retzef.platform.problem.Text;

/**
 * A criterion's wording from a day on; the one before ends on the day before.
 *
 * @param code stable, kebab-case; the same code makes the next version
 * @param expression CEL over the facts of a family, true where the family meets it
 * @param source who says so
 * @param confirmed whether that source says it; false for what was inferred
 */
record CriterionRequest(
    @NotNull
        @Size(max = 60, message = "criterion-code-invalid")
        @Pattern(regexp = "[a-z]+(-[a-z]+){0,7}", message = "criterion-code-invalid")
        String code,
    @NotNull @Text(max = 1000) String expression,
    @NotNull @Text(max = 200) String nameHe,
    @NotNull @Text(max = 200) String nameAr,
    @NotNull @Text(max = 200) String nameEn,
    @NotNull LocalDate from,
    @NotNull @Text(max = 200) String source,
    @NotNull Boolean confirmed) {}
