package org.retzef.training.session;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.UnitPath;

/**
 * One who comes, as those see it who hold the session.
 *
 * @param trainee the personal user name
 * @param unit where the trainee works
 * @param invitationFailure why the last invitation did not arrive, such as {@code address-missing};
 *     null where nothing is known to have gone wrong
 */
record Registration(
    UUID id,
    String trainee,
    UnitPath unit,
    Seat.State state,
    boolean attended,
    @Nullable String invitationFailure) {}
