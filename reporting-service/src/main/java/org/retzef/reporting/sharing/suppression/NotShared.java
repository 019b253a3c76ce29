package org.retzef.reporting.sharing.suppression;

import org.retzef.platform.problem.Refusal;

/**
 * The agreement is there, but nothing can be read by it: not yet, not any more, or not on this day.
 */
final class NotShared extends Refusal {

  NotShared(String code) {
    super(Kind.NOT_FOUND, code);
  }
}
