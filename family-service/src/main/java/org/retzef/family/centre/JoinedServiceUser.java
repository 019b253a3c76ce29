package org.retzef.family.centre;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.UnitPath;

/**
 * What is answered of a person's joining: nothing that tells who it is.
 *
 * @param leftOn first day no longer there
 * @param version of the stay in this centre
 */
record JoinedServiceUser(
    UUID id,
    UnitPath centre,
    LocalDate joinedOn,
    @Nullable LocalDate leftOn,
    boolean familyMember,
    long version) {}
