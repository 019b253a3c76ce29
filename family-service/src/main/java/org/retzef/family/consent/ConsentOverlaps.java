package org.retzef.family.consent;

import org.retzef.platform.problem.Refusal;

/** The family agreed to this already for some part of that time. */
final class ConsentOverlaps extends Refusal {

  ConsentOverlaps() {
    super(Kind.CONFLICT, "consent-overlaps");
  }
}
