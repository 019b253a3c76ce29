/** How good the data are, out of daily work: what files hold; corrected, merged, entered late. */
@NullMarked
package org.retzef.reporting.dataquality;

import org.jspecify.annotations.NullMarked;
