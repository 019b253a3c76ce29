package org.retzef.basket.allocation;

import java.util.List;
import org.retzef.basket.money.Money;

/**
 * A budget as it stands, all at one moment.
 *
 * @param total that is in lines and units, and not yet in baskets
 */
record Position(int year, Money total, List<Line> lines) {

  /**
   * @param free in the line itself
   * @param allocated in districts and authorities
   */
  record Line(String track, Money free, Money allocated) {}
}
