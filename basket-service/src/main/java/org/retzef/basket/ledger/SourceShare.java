package org.retzef.basket.ledger;

import java.util.List;
import java.util.stream.IntStream;
import org.retzef.basket.money.Money;

/**
 * What one source bears of an amount.
 *
 * @param source its code
 */
public record SourceShare(String source, Money amount) {

  /**
   * Those that are not zero.
   *
   * @param sources all codes, in the order of their positions
   * @param agorot by position
   */
  static List<SourceShare> of(String[] sources, Long[] agorot) {
    return IntStream.range(0, agorot.length)
        .filter(i -> agorot[i] != 0)
        .mapToObj(i -> new SourceShare(sources[i], new Money(agorot[i])))
        .toList();
  }

  public SourceShare negated() {
    return new SourceShare(source, amount.negated());
  }
}
