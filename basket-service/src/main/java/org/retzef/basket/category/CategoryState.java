package org.retzef.basket.category;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A category as the basket manager sees it.
 *
 * @param validUntil the last day; null for none
 */
record CategoryState(
    String code,
    String nameHe,
    String nameAr,
    String nameEn,
    String nameRu,
    String nameAm,
    LocalDate validFrom,
    @Nullable LocalDate validUntil,
    long version) {}
