package org.retzef.basket.funding;

import org.retzef.platform.problem.Refusal;

/** The fund has shares from this day on already; a later day changes them. */
final class SharesExist extends Refusal {

  SharesExist() {
    super(Kind.CONFLICT, "shares-exist");
  }
}
