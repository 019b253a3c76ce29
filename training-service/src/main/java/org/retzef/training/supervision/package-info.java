/**
 * Practice supervision of workers by individual instructors and centre facilitators: begun, paused
 * and resumed, and for how long a worker was without it [S1].
 */
@NullMarked
package org.retzef.training.supervision;

import org.jspecify.annotations.NullMarked;
