/**
 * A family's basket: it opens by itself when the family is enrolled, with the ceiling of its
 * track's budget. Reserving and spending go through the ledger and nowhere else.
 */
@NullMarked
package org.retzef.basket.basket;

import org.jspecify.annotations.NullMarked;
