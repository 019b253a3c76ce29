package org.retzef.family.erasure;

import java.time.Instant;
import java.util.UUID;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.outbox.Event;

/** A family is erased: whoever keeps anything that tells who it was, erases that as well. */
sealed interface ErasureEvent extends Event {

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

  record Erased(UUID familyId, UnitPath unit, Instant erasedAt) implements ErasureEvent {

    @Override
    public String type() {
      return "org.retzef.family.erased.v1";
    }
  }
}
