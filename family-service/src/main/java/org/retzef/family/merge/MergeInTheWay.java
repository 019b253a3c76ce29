package org.retzef.family.merge;

import org.retzef.platform.problem.Refusal;

/** Something was recorded since that cannot stand with what would come back. */
final class MergeInTheWay extends Refusal {

  MergeInTheWay() {
    super(Kind.CONFLICT, "merge-in-the-way");
  }
}
