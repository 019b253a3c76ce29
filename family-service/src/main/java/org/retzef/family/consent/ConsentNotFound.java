package org.retzef.family.consent;

import org.retzef.platform.problem.Refusal;

/** There is no such consent of this family. */
final class ConsentNotFound extends Refusal {

  ConsentNotFound() {
    super(Kind.NOT_FOUND, "consent-not-found");
  }
}
