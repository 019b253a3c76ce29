/** Practice supervision: for how many workers it runs, for how many it is paused, and why. */
@NullMarked
package org.retzef.reporting.supervision;

import org.jspecify.annotations.NullMarked;
