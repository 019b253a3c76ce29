package org.retzef.family.referral;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.outbox.Event;

/** What happens to referrals: events of the family, in the order of all its others. */
sealed interface ReferralEvent extends Event {

  UUID familyId();

  @Override
  default String topic() {
    return "retzef.family.events";
  }

  @Override
  default String aggregateType() {
    return "family";
  }

  @Override
  default String aggregateId() {
    return familyId().toString();
  }

  record Sent(
      UUID familyId,
      UUID referralId,
      UnitPath unit,
      @Nullable UnitPath toUnit,
      @Nullable String toPartner,
      @Nullable String toProgramme,
      Referral.Reason reason,
      LocalDate expiresOn)
      implements ReferralEvent {

    @Override
    public String type() {
      return "org.retzef.referral.sent.v1";
    }
  }

  /**
   * @param status what the referral is now; {@code EXPIRED} if nobody answered, in time or before
   *     the family was erased; {@code CLOSED} with a result
   */
  record Answered(
      UUID familyId,
      UUID referralId,
      UnitPath unit,
      Referral.Status status,
      Referral.@Nullable DeclineReason declineReason,
      Referral.@Nullable Result result)
      implements ReferralEvent {

    @Override
    public String type() {
      return "org.retzef.referral.answered.v1";
    }

    static Answered of(Referral referral) {
      return new Answered(
          referral.familyId(),
          referral.id(),
          referral.fromUnit(),
          referral.status(),
          referral.declineReason(),
          referral.result());
    }
  }
}
