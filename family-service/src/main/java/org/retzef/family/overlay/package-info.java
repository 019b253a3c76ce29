/**
 * The emergency overlay: a dated switch for a unit and all below it. While it is on, assessments
 * ask more; when it is off again, the series of routine has no gap, because nothing was taken from
 * it.
 */
@NullMarked
package org.retzef.family.overlay;

import org.jspecify.annotations.NullMarked;
