package org.retzef.training.secret;

import org.retzef.platform.problem.Refusal;

/** No mail ever held this link. */
public final class LinkNotFound extends Refusal {

  public LinkNotFound() {
    super(Kind.NOT_FOUND, "link-not-found");
  }
}
