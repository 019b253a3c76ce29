package org.retzef.rights.catalogue;

import org.jspecify.annotations.Nullable;

/**
 * A right in a list: enough to choose it by. Its conditions are not here, since some name what is
 * not spoken of unasked: violence, neglect, disability, origin.
 */
record RightListItem(
    String code,
    Category category,
    String nameHe,
    @Nullable String nameEn,
    @Nullable String nameAr,
    String bodyHe,
    @Nullable String bodyEn,
    String benefitEn,
    @Nullable Integer figuresYear,
    boolean figuresOutdated,
    int version) {}
