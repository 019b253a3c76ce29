/**
 * Rows of a day, frozen: for evaluation, which must be able to repeat what it found [S1], and for
 * the statistics bureau, by a channel of its own where every step is written down [S4].
 */
@NullMarked
package org.retzef.reporting.sharing.extract;

import org.jspecify.annotations.NullMarked;
