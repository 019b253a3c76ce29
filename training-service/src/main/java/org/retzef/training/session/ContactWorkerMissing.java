package org.retzef.training.session;

import org.retzef.platform.problem.Refusal;

/** A department that attended has named no contact worker, or one who was not there [S3]. */
final class ContactWorkerMissing extends Refusal {

  ContactWorkerMissing() {
    super(Kind.CONFLICT, "contact-worker-missing");
  }
}
