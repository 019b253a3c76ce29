package org.retzef.family.infrastructureresponse;

import java.time.LocalDate;
import java.util.UUID;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.outbox.Event;

/**
 * What happens to programmes as such. It is told of the organisation and not of families: no
 * enrolment ends by it, so no basket closes.
 */
sealed interface ConversionEvent extends Event {

  UUID conversionId();

  @Override
  default String topic() {
    return "retzef.organisation.events";
  }

  @Override
  default String aggregateType() {
    return "programme-conversion";
  }

  @Override
  default String aggregateId() {
    return conversionId().toString();
  }

  record Converted(
      UUID conversionId,
      String programme,
      UnitPath unit,
      Conversion.State state,
      LocalDate from,
      int enrolments)
      implements ConversionEvent {

    static Converted of(Conversion conversion) {
      return new Converted(
          conversion.id(),
          conversion.programme(),
          conversion.unit(),
          conversion.state(),
          conversion.from(),
          Math.toIntExact(conversion.enrolments()));
    }

    @Override
    public String type() {
      return "org.retzef.programme.converted.v1";
    }
  }
}
