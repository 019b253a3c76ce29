/**
 * What is known of a family for sharing, folded from family-service's events; no names among it.
 */
@NullMarked
package org.retzef.reporting.sharing.household;

import org.jspecify.annotations.NullMarked;
