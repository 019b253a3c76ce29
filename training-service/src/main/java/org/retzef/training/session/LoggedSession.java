package org.retzef.training.session;

import java.time.Instant;
import java.util.UUID;
import org.retzef.platform.caller.UnitPath;

/** A session as everybody may know of it: nobody's name, no typed text, no number of persons. */
record LoggedSession(
    UUID id, UUID courseId, UnitPath unit, Mode mode, Instant startsAt, SessionState state) {}
