package org.retzef.family.unit;

import org.retzef.platform.problem.Refusal;

/** Only a district has an operator. */
final class NotADistrict extends Refusal {

  NotADistrict() {
    super(Kind.CONFLICT, "not-a-district");
  }
}
