/**
 * The tree of units, from the country to an Otzma centre, and who operates a district when.
 * Everything else hangs on a unit, because what a caller sees is decided by it.
 */
@NullMarked
package org.retzef.family.unit;

import org.jspecify.annotations.NullMarked;
