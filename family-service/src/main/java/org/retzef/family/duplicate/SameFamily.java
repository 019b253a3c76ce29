package org.retzef.family.duplicate;

import org.retzef.platform.problem.Refusal;

/** A family was compared with itself. */
final class SameFamily extends Refusal {

  SameFamily() {
    super(Kind.CONFLICT, "same-family");
  }
}
