/**
 * Counts of families that give nobody away: in whole groups, released on days, each release frozen.
 * No sum or difference of shared numbers, whichever tables and dates they are of, is a small
 * number.
 */
@NullMarked
package org.retzef.reporting.sharing.suppression;

import org.jspecify.annotations.NullMarked;
