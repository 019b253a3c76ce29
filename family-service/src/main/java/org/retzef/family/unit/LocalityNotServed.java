package org.retzef.family.unit;

import org.retzef.platform.problem.Refusal;

/** The centre does not serve this locality, or has ended to. */
final class LocalityNotServed extends Refusal {

  LocalityNotServed() {
    super(Kind.NOT_FOUND, "locality-not-served");
  }
}
