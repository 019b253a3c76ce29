/** Sessions, planned and held, trained people, workshops, follow-ups, use of the rights site. */
@NullMarked
package org.retzef.reporting.training;

import org.jspecify.annotations.NullMarked;
