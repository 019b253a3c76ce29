package org.retzef.basket.ledger;

import java.time.Instant;
import java.util.List;
import org.retzef.basket.money.Money;

/**
 * The ledger counted anew from its entries.
 *
 * @param difference of all balances to their entries, and of all entries to zero
 * @param sources the same for each source's money
 */
record LedgerProof(
    Money difference, long postings, long accounts, Instant asOf, List<OfSource> sources) {

  /**
   * @param difference of its exact shares in the accounts to those in the entries, and of both to
   *     zero; begun agorot count as whole ones
   * @param offByAnAgora accounts in which its running total is an agora or more off its exact share
   */
  record OfSource(String source, Money difference, long offByAnAgora) {}
}
