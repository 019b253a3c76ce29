/** The headline: the figures of the newsletter, on any day, in one answer (P12). */
@NullMarked
package org.retzef.reporting.headline;

import org.jspecify.annotations.NullMarked;
