package org.retzef.family.rowimport;

import org.retzef.platform.problem.Refusal;

public final class ImportNotFound extends Refusal {

  public ImportNotFound() {
    super(Kind.NOT_FOUND, "import-not-found");
  }
}
