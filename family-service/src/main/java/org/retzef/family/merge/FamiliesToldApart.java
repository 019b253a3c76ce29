package org.retzef.family.merge;

import org.retzef.platform.problem.Refusal;

/** Somebody has said of the two that they are not the same: that must be taken back first. */
final class FamiliesToldApart extends Refusal {

  FamiliesToldApart() {
    super(Kind.CONFLICT, "families-told-apart");
  }
}
