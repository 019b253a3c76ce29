package org.retzef.family.completeness;

import java.util.List;
import java.util.UUID;
import org.retzef.platform.caller.UnitPath;

/**
 * A family whose file lacks something.
 *
 * @param gaps codes of the items that are not there
 */
record FamilyGaps(UUID familyId, UnitPath unit, List<String> gaps) {}
