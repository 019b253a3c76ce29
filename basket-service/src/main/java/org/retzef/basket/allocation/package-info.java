/**
 * Budgets over the year: given on to districts and authorities, moved between lines, grown and cut.
 * All of it are postings; a line or unit never gives more than it has.
 */
@NullMarked
package org.retzef.basket.allocation;

import org.jspecify.annotations.NullMarked;
