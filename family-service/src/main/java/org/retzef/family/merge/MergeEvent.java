package org.retzef.family.merge;

import java.util.UUID;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.outbox.Event;

/** That two families became one, or two again: an event of the survivor, by ids only. */
sealed interface MergeEvent extends Event {

  /**
   * @param familyId the survivor
   * @param unit the survivor's
   * @param mergedUnit the merged family's
   * @param undone whether the merger was taken back: what came with it belongs to the merged family
   *     again
   */
  record Merged(
      UUID familyId,
      UUID mergedFamilyId,
      UUID mergeId,
      UnitPath unit,
      UnitPath mergedUnit,
      boolean undone)
      implements MergeEvent {

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
      return "org.retzef.family.merged.v1";
    }
  }
}
