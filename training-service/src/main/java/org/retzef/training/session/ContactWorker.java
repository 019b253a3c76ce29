package org.retzef.training.session;

import java.time.Instant;
import java.util.UUID;
import org.retzef.platform.caller.UnitPath;

/** Who keeps contact for a department, by personal user name, and since which session. */
record ContactWorker(UUID id, UnitPath unit, String worker, UUID sessionId, Instant namedAt) {}
