/**
 * Steering committees: who attended for which body, what was reported and decided, and who does
 * what until when [S3] [S4].
 */
@NullMarked
package org.retzef.training.steering;

import org.jspecify.annotations.NullMarked;
