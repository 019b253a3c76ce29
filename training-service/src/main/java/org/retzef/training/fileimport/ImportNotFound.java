package org.retzef.training.fileimport;

import org.retzef.platform.problem.Refusal;

/** There is no such import of this kind, or somebody else began it. */
final class ImportNotFound extends Refusal {

  ImportNotFound() {
    super(Kind.NOT_FOUND, "import-not-found");
  }
}
