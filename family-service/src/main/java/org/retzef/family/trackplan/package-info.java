/**
 * The dated plans of seats per track and unit, and the share of a plan that is filled. A plan is
 * the denominator of every share, so it is never changed, only followed by a newer version; where
 * there is no plan for a day there is no share, and never a number.
 */
@NullMarked
package org.retzef.family.trackplan;

import org.jspecify.annotations.NullMarked;
