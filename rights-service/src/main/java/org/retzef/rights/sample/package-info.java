/**
 * The two sample departments in which the tool is tried out: why they were chosen, what they got
 * for it, and what was measured at the start, during and at the end.
 */
@NullMarked
package org.retzef.rights.sample;

import org.jspecify.annotations.NullMarked;
