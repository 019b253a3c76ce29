/** What donors gave, and to how many families. */
@NullMarked
package org.retzef.reporting.donation;

import org.jspecify.annotations.NullMarked;
