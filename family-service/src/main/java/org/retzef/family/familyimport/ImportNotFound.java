package org.retzef.family.familyimport;

import org.retzef.platform.problem.Refusal;

final class ImportNotFound extends Refusal {

  ImportNotFound() {
    super(Kind.NOT_FOUND, "import-not-found");
  }
}
