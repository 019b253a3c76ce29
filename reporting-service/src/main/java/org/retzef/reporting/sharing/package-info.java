/**
 * What partners learn of families, by written agreement: counts that give nobody away, and rows
 * without names. The six questions of the steering committee [S4] are settings of each agreement.
 */
@NullMarked
package org.retzef.reporting.sharing;

import org.jspecify.annotations.NullMarked;
