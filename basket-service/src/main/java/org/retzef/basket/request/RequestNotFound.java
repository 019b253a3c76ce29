package org.retzef.basket.request;

import org.retzef.platform.problem.Refusal;

/** There is no such request, or the caller does not see it: no difference is shown. */
public final class RequestNotFound extends Refusal {

  public RequestNotFound() {
    super(Kind.NOT_FOUND, "request-not-found");
  }
}
