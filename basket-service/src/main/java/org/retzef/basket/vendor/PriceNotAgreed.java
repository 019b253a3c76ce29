package org.retzef.basket.vendor;

import org.retzef.platform.problem.Refusal;

/** The vendor's agreement does not have the item, not at this price, or not without a purpose. */
final class PriceNotAgreed extends Refusal {

  PriceNotAgreed(Agreement.Bought item) {
    super(
        Kind.CONFLICT,
        "price-not-agreed",
        item.category(),
        item.purpose() == null ? "" : item.purpose(),
        item.amount().toString());
  }
}
