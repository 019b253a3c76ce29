package org.retzef.reporting.sharing.suppression;

import org.retzef.platform.problem.Refusal;

/**
 * The last release is too near: who knows what happened meanwhile could tell whom a number moved
 * for.
 */
final class ReleaseTooSoon extends Refusal {

  ReleaseTooSoon() {
    super(Kind.CONFLICT, "shared-set-too-soon");
  }
}
