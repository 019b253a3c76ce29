package org.retzef.family.transfer;

import java.util.UUID;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.outbox.Event;

/** What happens to a family's place: an event of the family, in the order of all its others. */
sealed interface TransferEvent extends Event {

  record Transferred(UUID familyId, UnitPath fromUnit, UnitPath unit) implements TransferEvent {

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
      return "org.retzef.family.transferred.v1";
    }
  }
}
