/** What does not fit: numbers that were published or planned, and that cannot all be true. */
@NullMarked
package org.retzef.reporting.contradiction;

import org.jspecify.annotations.NullMarked;
