/**
 * The catalogue of indicators, and their figures: what each number means in three languages, and
 * what it is of any unit and day. A figure without a definition would be read by everyone in a
 * different way.
 */
@NullMarked
package org.retzef.reporting.indicator;

import org.jspecify.annotations.NullMarked;
