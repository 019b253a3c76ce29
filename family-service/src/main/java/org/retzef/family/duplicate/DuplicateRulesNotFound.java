package org.retzef.family.duplicate;

import org.retzef.platform.problem.Refusal;

/** No rules were in force on that day. */
final class DuplicateRulesNotFound extends Refusal {

  DuplicateRulesNotFound() {
    super(Kind.NOT_FOUND, "duplicate-rules-not-found");
  }
}
