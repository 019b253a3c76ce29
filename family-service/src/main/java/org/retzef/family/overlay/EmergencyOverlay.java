package org.retzef.family.overlay;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.UnitPath;

/**
 * An emergency in a unit and all below it.
 *
 * @param form the form that it adds to every assessment
 * @param from first day
 * @param to last day; null while it goes on
 */
public record EmergencyOverlay(
    UUID id,
    UnitPath unit,
    String name,
    String form,
    LocalDate from,
    @Nullable LocalDate to,
    long version) {

  EmergencyOverlay endingOn(LocalDate lastDay) {
    return new EmergencyOverlay(id, unit, name, form, from, lastDay, version + 1);
  }
}
