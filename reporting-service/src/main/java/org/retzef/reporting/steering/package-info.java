/** Steering committees: who came by body, what was reported, which tasks are open (P11). */
@NullMarked
package org.retzef.reporting.steering;

import org.jspecify.annotations.NullMarked;
