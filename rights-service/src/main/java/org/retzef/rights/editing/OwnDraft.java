package org.retzef.rights.editing;

import org.retzef.platform.problem.Refusal;

final class OwnDraft extends Refusal {

  OwnDraft() {
    super(Kind.CONFLICT, "own-draft");
  }
}
