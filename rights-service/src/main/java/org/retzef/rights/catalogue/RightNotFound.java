package org.retzef.rights.catalogue;

import org.retzef.platform.problem.Refusal;

final class RightNotFound extends Refusal {

  RightNotFound() {
    super(Kind.NOT_FOUND, "right-not-found");
  }
}
