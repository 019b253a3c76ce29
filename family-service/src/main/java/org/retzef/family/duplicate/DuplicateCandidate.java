package org.retzef.family.duplicate;

import java.util.SortedSet;
import org.jspecify.annotations.Nullable;
import org.retzef.family.duplicate.DuplicateRule.Code;
import org.retzef.family.registration.FamilyListItem;
import org.retzef.platform.caller.UnitPath;

/**
 * A family that may be the same.
 *
 * @param score from 0 to 1: how surely
 * @param reasons why, without the values that are alike
 * @param version of what was said of the two, to be sent when something is said; 0 if nothing was
 * @param family who it is, if the caller sees it
 * @param department whom to call, if the caller does not see the family
 */
record DuplicateCandidate(
    double score,
    SortedSet<Code> reasons,
    long version,
    @Nullable FamilyListItem family,
    @Nullable Department department) {

  record Department(UnitPath unit, String nameHe, @Nullable String nameEn) {}
}
