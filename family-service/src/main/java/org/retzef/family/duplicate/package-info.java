/**
 * Says which families may be one and the same, how surely and why. The rules are rows that a
 * national manager changes; that two are not the same is remembered for good.
 */
@NullMarked
package org.retzef.family.duplicate;

import org.jspecify.annotations.NullMarked;
