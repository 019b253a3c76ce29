package org.retzef.family.directory;

import org.retzef.platform.problem.Refusal;

/** The directory has no such partner. */
final class PartnerNotFound extends Refusal {

  PartnerNotFound() {
    super(Kind.NOT_FOUND, "partner-not-found");
  }
}
