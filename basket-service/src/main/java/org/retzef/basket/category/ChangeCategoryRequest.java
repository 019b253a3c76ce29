package org.retzef.basket.category;

import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.problem.Text;

/** What of a category changes; the rest stays. */
record ChangeCategoryRequest(
    @Nullable @Text(max = 60) String nameHe,
    @Nullable @Text(max = 60) String nameAr,
    @Nullable @Text(max = 60) String nameEn,
    @Nullable @Text(max = 60) String nameRu,
    @Nullable @Text(max = 60) String nameAm,
    @Nullable LocalDate validFrom,
    @Nullable LocalDate validUntil,
    @Nullable Boolean emergencyOnly) {

  CategoryState applyTo(CategoryState old) {
    return new CategoryState(
        old.code(),
        Objects.requireNonNullElse(nameHe, old.nameHe()),
        Objects.requireNonNullElse(nameAr, old.nameAr()),
        Objects.requireNonNullElse(nameEn, old.nameEn()),
        Objects.requireNonNullElse(nameRu, old.nameRu()),
        Objects.requireNonNullElse(nameAm, old.nameAm()),
        Objects.requireNonNullElse(validFrom, old.validFrom()),
        validUntil == null ? old.validUntil() : validUntil,
        Objects.requireNonNullElse(emergencyOnly, old.emergencyOnly()),
        old.version() + 1);
  }
}
