/**
 * Programmes, their tracks and the dated plans of seats. A track is what a family is enrolled in;
 * its plan is the denominator of every share, so a plan is never changed, only followed by a newer
 * version.
 */
@NullMarked
package org.retzef.family.programme;

import org.jspecify.annotations.NullMarked;
