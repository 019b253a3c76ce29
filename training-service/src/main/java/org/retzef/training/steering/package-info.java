/**
 * Steering committees: who attended for which body, what was reported and decided, and who does
 * what until when, whose heads approved it; and the routines of the forums of the country, the
 * districts and the authorities [S0] [S3] [S4].
 */
@NullMarked
package org.retzef.training.steering;

import org.jspecify.annotations.NullMarked;
