package org.retzef.family.infrastructureresponse;

import org.retzef.platform.problem.Refusal;

/** The programme is being converted here, or in a unit above or below. */
final class ConvertedAlready extends Refusal {

  ConvertedAlready() {
    super(Kind.CONFLICT, "converted-already");
  }
}
