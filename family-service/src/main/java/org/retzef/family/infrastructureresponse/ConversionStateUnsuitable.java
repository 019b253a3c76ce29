package org.retzef.family.infrastructureresponse;

import org.retzef.platform.problem.Refusal;

/** What is confirmed or taken back stays so; a step cannot be left out. */
final class ConversionStateUnsuitable extends Refusal {

  ConversionStateUnsuitable(Conversion.State state) {
    super(Kind.CONFLICT, "conversion-state-unsuitable", state.name());
  }
}
