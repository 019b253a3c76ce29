package org.retzef.basket.request;

import org.retzef.platform.problem.Refusal;

/** Nobody decides on a request of their own. */
final class OwnRequest extends Refusal {

  OwnRequest() {
    super(Kind.CONFLICT, "own-request");
  }
}
