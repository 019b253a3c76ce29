package org.retzef.family.merge;

import org.retzef.platform.problem.Refusal;

/** There is no such merger, or the caller does not see both families. */
final class MergeNotFound extends Refusal {

  MergeNotFound() {
    super(Kind.NOT_FOUND, "merge-not-found");
  }
}
