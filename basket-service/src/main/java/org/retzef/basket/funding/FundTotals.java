package org.retzef.basket.funding;

import java.util.List;
import org.retzef.basket.money.Money;

/**
 * What the sources have borne of a fund, by its stages.
 *
 * @param stages of accounts: {@code SOURCE} (below zero: what they have given), {@code BUDGET},
 *     {@code RESERVED}, {@code SPENT}
 */
record FundTotals(String fund, List<Stage> stages) {

  /**
   * @param sources each at most an agora off its exact share; together the total
   */
  record Stage(String stage, Money total, List<Share> sources) {}

  record Share(String source, Money amount) {}
}
