package org.retzef.family.merge;

import org.retzef.platform.problem.Refusal;

/** A merger since rests on this one, as {@link Merges.Places} says: it must be taken back first. */
final class LaterMergeFirst extends Refusal {

  LaterMergeFirst() {
    super(Kind.CONFLICT, "later-merge-first");
  }
}
