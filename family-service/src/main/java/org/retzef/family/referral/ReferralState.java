package org.retzef.family.referral;

import java.util.List;
import java.util.UUID;
import org.retzef.family.audit.AboutFamilies;

/**
 * What became of a referral by a command. Nothing of what was written in it: answers of commands
 * are kept for a day.
 */
record ReferralState(UUID id, UUID familyId, Referral.Status status, long version)
    implements AboutFamilies {

  static ReferralState of(Referral referral) {
    return new ReferralState(
        referral.id(), referral.familyId(), referral.status(), referral.version());
  }

  @Override
  public List<UUID> families() {
    return List.of(familyId);
  }
}
