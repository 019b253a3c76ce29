package org.retzef.basket.ledger;

import java.time.Instant;
import org.retzef.basket.money.Money;

/**
 * The ledger counted anew from its entries.
 *
 * @param difference of all balances to their entries, and of all entries to zero
 */
record LedgerProof(Money difference, long postings, long accounts, Instant asOf) {}
