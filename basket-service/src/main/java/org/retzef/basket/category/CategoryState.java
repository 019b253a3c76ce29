package org.retzef.basket.category;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A category as the basket manager sees it.
 *
 * @param validUntil the last day; null for none
 * @param emergencyOnly whether it can be asked for only where and while there is an emergency
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
    boolean emergencyOnly,
    long version) {}
