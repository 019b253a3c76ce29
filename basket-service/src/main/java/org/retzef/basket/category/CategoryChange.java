package org.retzef.basket.category;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who changed a category, when, and what.
 *
 * @param changedBy the token's subject
 * @param before null where it was added
 */
record CategoryChange(
    long version,
    String changedBy,
    Instant changedAt,
    @Nullable CategoryState before,
    CategoryState after) {}
