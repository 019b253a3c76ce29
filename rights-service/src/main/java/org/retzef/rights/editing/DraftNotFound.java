package org.retzef.rights.editing;

import org.retzef.platform.problem.Refusal;

final class DraftNotFound extends Refusal {

  DraftNotFound() {
    super(Kind.NOT_FOUND, "draft-not-found");
  }
}
