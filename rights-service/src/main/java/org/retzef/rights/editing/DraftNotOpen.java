package org.retzef.rights.editing;

import org.retzef.platform.problem.Refusal;

final class DraftNotOpen extends Refusal {

  DraftNotOpen() {
    super(Kind.CONFLICT, "draft-not-open");
  }
}
