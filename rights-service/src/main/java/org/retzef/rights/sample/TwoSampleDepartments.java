package org.retzef.rights.sample;

import org.retzef.platform.problem.Refusal;

final class TwoSampleDepartments extends Refusal {

  TwoSampleDepartments() {
    super(Kind.CONFLICT, "two-sample-departments");
  }
}
