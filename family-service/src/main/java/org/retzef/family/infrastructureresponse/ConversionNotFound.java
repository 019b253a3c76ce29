package org.retzef.family.infrastructureresponse;

import org.retzef.platform.problem.Refusal;

/** The programme has no such conversion where the caller sees it. */
final class ConversionNotFound extends Refusal {

  ConversionNotFound() {
    super(Kind.NOT_FOUND, "conversion-not-found");
  }
}
