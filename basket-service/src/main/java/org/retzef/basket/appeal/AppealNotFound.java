package org.retzef.basket.appeal;

import org.retzef.platform.problem.Refusal;

/** There is no such appeal in the caller's units. */
final class AppealNotFound extends Refusal {

  AppealNotFound() {
    super(Kind.NOT_FOUND, "appeal-not-found");
  }
}
