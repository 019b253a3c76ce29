package org.retzef.family.centre;

import org.retzef.platform.problem.Refusal;

/** No import into the centre has this id. */
final class ServiceUserImportNotFound extends Refusal {

  ServiceUserImportNotFound() {
    super(Kind.NOT_FOUND, "import-not-found");
  }
}
