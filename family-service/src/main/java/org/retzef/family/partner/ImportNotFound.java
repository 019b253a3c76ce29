package org.retzef.family.partner;

import org.retzef.platform.problem.Refusal;

/** No import of the partner's has this id. */
final class ImportNotFound extends Refusal {

  ImportNotFound() {
    super(Kind.NOT_FOUND, "import-not-found");
  }
}
