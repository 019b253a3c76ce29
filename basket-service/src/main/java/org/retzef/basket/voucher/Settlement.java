package org.retzef.basket.voucher;

import org.jspecify.annotations.Nullable;
import org.retzef.basket.money.Money;

/**
 * What people agreed on about a delivery.
 *
 * @param came null for all of it, zero for nothing
 */
public record Settlement(@Nullable Money came) {

  public static Settlement all() {
    return new Settlement(null);
  }

  public static Settlement part(@Nullable Money came) {
    return new Settlement(came);
  }

  public static Settlement nothing() {
    return new Settlement(Money.ZERO);
  }

  boolean isNothing() {
    return Money.ZERO.equals(came);
  }
}
