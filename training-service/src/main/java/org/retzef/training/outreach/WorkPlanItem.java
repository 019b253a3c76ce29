package org.retzef.training.outreach;

import java.util.UUID;
import org.retzef.platform.caller.UnitPath;

/** A training in the work plan of a department under the national reform. */
record WorkPlanItem(UUID id, UnitPath unit, UUID courseId, Standing standing) {

  /** How far it is. */
  enum Standing {
    WRITTEN_TO,
    AGREED,
    SESSION_PLANNED,
    TRAINED
  }
}
