package org.retzef.basket.category;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;
import org.retzef.platform.problem.Text;

/**
 * A new category, with its names in the languages of the families.
 *
 * @param validFrom the first day on which it can be asked for
 * @param validUntil the last; without one, it has no end
 * @param emergencyOnly whether it can be asked for only where and while there is an emergency; else
 *     always
 */
record AddCategoryRequest(
    @NotNull @Pattern(regexp = "[A-Z][A-Z0-9_]{1,39}", message = "code-invalid") String code,
    @NotNull @Text(max = 60) String nameHe,
    @NotNull @Text(max = 60) String nameAr,
    @NotNull @Text(max = 60) String nameEn,
    @NotNull @Text(max = 60) String nameRu,
    @NotNull @Text(max = 60) String nameAm,
    @NotNull LocalDate validFrom,
    @Nullable LocalDate validUntil,
    @Nullable Boolean emergencyOnly) {

  CategoryState state() {
    return new CategoryState(
        code,
        nameHe,
        nameAr,
        nameEn,
        nameRu,
        nameAm,
        validFrom,
        validUntil,
        Boolean.TRUE.equals(emergencyOnly),
        1);
  }

  static void requireOrder(LocalDate from, @Nullable LocalDate until) {
    if (until != null && until.isBefore(from)) {
      throw new InvalidInput(Fault.of("validUntil", "category-dates"));
    }
  }
}
