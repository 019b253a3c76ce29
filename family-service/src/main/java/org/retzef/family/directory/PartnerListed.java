package org.retzef.family.directory;

import org.retzef.platform.problem.Refusal;

/** The directory has a partner of this code already. */
final class PartnerListed extends Refusal {

  PartnerListed() {
    super(Kind.CONFLICT, "partner-listed");
  }
}
