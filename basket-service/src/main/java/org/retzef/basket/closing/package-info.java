/**
 * Closing of months and years: from then on nothing is posted for a day of theirs, and what every
 * account held stays written down under a hash. A closed period is never opened again.
 */
@NullMarked
package org.retzef.basket.closing;

import org.jspecify.annotations.NullMarked;
