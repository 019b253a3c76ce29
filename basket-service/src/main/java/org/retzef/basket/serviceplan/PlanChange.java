package org.retzef.basket.serviceplan;

import java.time.Instant;

/**
 * Who changed a plan, when and how.
 *
 * @param what {@code CREATE}, {@code PLAN}, {@code FUND}, {@code STATION}, {@code ADD}, {@code
 *     CHANGE}, {@code REMOVE}, {@code TAKE_OVER}, or a step of the plan's year
 * @param detail what was sent, or the id that was meant; JSON
 */
record PlanChange(long version, String what, String detail, String changedBy, Instant changedAt) {

  /** Not the detail: it holds free text. */
  @Override
  public String toString() {
    return "PlanChange " + version + " " + what;
  }
}
