package org.retzef.family.partner;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A family that agrees that the partner reads it.
 *
 * @param includesNationalIds whether id numbers as well
 * @param includesOutreach whether the partner may turn to it unasked
 * @param validUntil last day; null where it agreed until it says otherwise
 */
record ConsentedFamily(
    UUID familyId,
    boolean includesNationalIds,
    boolean includesOutreach,
    @Nullable LocalDate validUntil) {}
