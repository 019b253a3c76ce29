/**
 * The double-entry ledger: postings that are never changed, accounts that only a posting moves. The
 * database itself keeps every posting at zero and every balance above it.
 */
@NullMarked
package org.retzef.basket.ledger;

import org.jspecify.annotations.NullMarked;
