/**
 * Debts of families: to what kind of creditor, whether abusive or of the grey market, how far their
 * enforcement has come, and what came of them.
 */
@NullMarked
package org.retzef.rights.debt;

import org.jspecify.annotations.NullMarked;
