package org.retzef.family.merge;

import org.retzef.platform.problem.Refusal;

/** The survivor was merged into another family since: that merger must be taken back first. */
final class LaterMergeFirst extends Refusal {

  LaterMergeFirst() {
    super(Kind.CONFLICT, "later-merge-first");
  }
}
