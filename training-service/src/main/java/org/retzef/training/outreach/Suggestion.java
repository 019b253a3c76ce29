package org.retzef.training.outreach;

import java.time.Instant;
import org.retzef.platform.caller.UnitPath;

/**
 * A session that fits beside an agreed one.
 *
 * @param nearness 0 in the same authority, 1 elsewhere in the district
 * @param seats how many workers the department wants to send
 * @param withoutInstructor whether none of its team leaders was trained yet
 * @param startsAt on the same day, with an hour between for the way; a late session is suggested
 *     before the agreed one
 */
record Suggestion(
    UnitPath unit,
    String nameHe,
    int nearness,
    int seats,
    boolean withoutInstructor,
    Instant startsAt) {}
