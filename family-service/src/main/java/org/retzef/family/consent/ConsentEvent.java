package org.retzef.family.consent;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.outbox.Event;

/** What happens to consents: events of the family, in the order of all its others. */
sealed interface ConsentEvent extends Event {

  /**
   * @param from first day
   * @param until last day; null if it holds until it is withdrawn
   */
  record Changed(
      UUID familyId,
      UUID consentId,
      String partner,
      Purpose purpose,
      Status status,
      LocalDate from,
      @Nullable LocalDate until)
      implements ConsentEvent {

    static Changed of(Consent consent, Status status) {
      return new Changed(
          consent.familyId(),
          consent.id(),
          consent.partner(),
          consent.purpose(),
          status,
          consent.givenOn(),
          consent.validUntil());
    }

    @Override
    public String topic() {
      return "retzef.family.events";
    }

    @Override
    public String aggregateType() {
      return "family";
    }

    @Override
    public String aggregateId() {
      return familyId.toString();
    }

    @Override
    public String type() {
      return "org.retzef.consent.changed.v1";
    }
  }

  enum Status {
    GIVEN,
    WITHDRAWN
  }
}
