package org.retzef.family.merge;

import org.retzef.platform.problem.Refusal;

/** The merger was taken back already. */
final class MergeUndone extends Refusal {

  MergeUndone() {
    super(Kind.CONFLICT, "merge-undone");
  }
}
