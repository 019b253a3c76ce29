package org.retzef.training.session;

import java.util.UUID;
import org.retzef.platform.caller.UnitPath;

/**
 * One who comes, as those see it who hold the session.
 *
 * @param trainee the personal user name
 * @param unit where the trainee works
 */
record Registration(UUID id, String trainee, UnitPath unit, Seat.State state, boolean attended) {}
