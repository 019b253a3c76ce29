/**
 * What eligibility is decided by: the facts that can be known, and the amounts that change by the
 * year. The deciding itself is in {@code rules}.
 */
@NullMarked
package org.retzef.rights.eligibility;

import org.jspecify.annotations.NullMarked;
