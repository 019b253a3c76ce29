package org.retzef.family.duplicate;

import java.util.SortedSet;
import org.retzef.family.duplicate.DuplicateRule.Code;

/**
 * How surely two families are the same.
 *
 * @param score from 0 to 1
 */
record Likeness(double score, SortedSet<Code> reasons) {}
