package org.retzef.rights.screening;

import org.jspecify.annotations.Nullable;

/**
 * How many families a temporary benefit leaves out, by one of its conditions.
 *
 * @param right null for all those together that ask what is not spoken of
 * @param condition likewise
 * @param families how many; a family that fails several conditions counts in each
 */
record Gap(@Nullable String right, @Nullable String condition, int families) {}
