/**
 * The catalogue of indicators: what each number means, in three languages. A figure without a
 * definition would be read by everyone in a different way.
 */
@NullMarked
package org.retzef.reporting.indicator;

import org.jspecify.annotations.NullMarked;
