/** Otzma centres, the localities that they serve, and the people who come to them. */
@NullMarked
package org.retzef.reporting.organisation;

import org.jspecify.annotations.NullMarked;
