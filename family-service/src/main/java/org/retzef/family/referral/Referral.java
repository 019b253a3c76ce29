package org.retzef.family.referral;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.UnitPath;

/**
 * A referral as its reader may see it: the family's department of today all of it; the receiver
 * what was written about the family only once it has accepted; who sent it and has let the family
 * move away since, none of what was written.
 *
 * @param fromUnit the department that sent it
 * @param toUnit the department or centre that it was sent to; null if to a partner
 * @param toPartner the partner's code; null if to a unit
 * @param toProgramme for which programme there; null if for none in particular
 * @param text what the sender wrote
 * @param expiresOn last day on which it can be answered
 * @param resultText what the receiver wrote about the result; for the family's department and the
 *     receiver
 */
public record Referral(
    UUID id,
    UUID familyId,
    UnitPath fromUnit,
    @Nullable UnitPath toUnit,
    @Nullable String toPartner,
    @Nullable String toProgramme,
    Reason reason,
    @Nullable String text,
    Status status,
    Instant sentAt,
    LocalDate expiresOn,
    @Nullable Instant answeredAt,
    @Nullable DeclineReason declineReason,
    @Nullable Result result,
    @Nullable String resultText,
    @Nullable Instant closedAt,
    long version) {

  public enum Status {
    SENT,
    ACCEPTED,
    DECLINED,
    /** Nobody answered in time, or before the family was erased. */
    EXPIRED,
    /** Its result is known. */
    CLOSED
  }

  public enum Reason {
    FITS_BETTER,
    NEEDS_ADDITIONAL_RESPONSE,
    MOVED,
    EMPLOYMENT,
    RIGHTS,
    DEBTS,
    HOUSING,
    HEALTH,
    EDUCATION,
    MILITARY_SERVICE,
    OTHER
  }

  public enum DeclineReason {
    NO_ROOM,
    NOT_OUR_TARGET_GROUP,
    FAMILY_DECLINED,
    ALREADY_SERVED,
    OTHER
  }

  public enum Result {
    SERVICE_BEGAN,
    SERVICE_COMPLETED,
    NOT_SUITABLE,
    FAMILY_DID_NOT_COME,
    OTHER
  }

  @Override
  public String toString() {
    return "Referral " + id;
  }
}
