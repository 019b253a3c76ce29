/**
 * The basket service: budgets, the ledger, the families' baskets and what is bought from them.
 * Every shekel is followed from its source to the family's own yes.
 */
@NullMarked
package org.retzef.basket;

import org.jspecify.annotations.NullMarked;
