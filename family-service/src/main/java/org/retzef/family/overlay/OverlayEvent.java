package org.retzef.family.overlay;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.outbox.Event;

/** What happens to emergencies: other services add categories, rights and remote sessions. */
sealed interface OverlayEvent extends Event {

  @Override
  default String topic() {
    return "retzef.organisation.events";
  }

  @Override
  default String aggregateType() {
    return "emergency-overlay";
  }

  record Changed(UUID overlayId, UnitPath unit, String form, LocalDate from, @Nullable LocalDate to)
      implements OverlayEvent {

    static Changed of(EmergencyOverlay overlay) {
      return new Changed(
          overlay.id(), overlay.unit(), overlay.form(), overlay.from(), overlay.to());
    }

    @Override
    public String aggregateId() {
      return overlayId.toString();
    }

    @Override
    public String type() {
      return "org.retzef.emergency-overlay.changed.v1";
    }
  }
}
