package org.retzef.family.plan;

import org.retzef.platform.problem.Refusal;

/** The version was submitted or approved; what is to be changed is written into the next one. */
final class PlanNotWritable extends Refusal {

  PlanNotWritable() {
    super(Kind.CONFLICT, "plan-not-writable");
  }
}
