package org.retzef.rights.screening;

import java.util.List;
import java.util.UUID;

/**
 * A family by how likely it goes without what is its.
 *
 * @param score how many factors are known of it; the rank is by this
 * @param factors those that may stand in a list
 * @param undisclosed how many more there are, which may not
 */
record PriorityListItem(UUID familyId, int score, List<String> factors, int undisclosed) {}
