package org.retzef.rights.family;

import java.util.UUID;
import org.retzef.platform.caller.UnitPath;

/**
 * What other services' events tell of a family.
 *
 * @param members how many people the household counts
 * @param minors how many of them are under 18
 * @param enrolled whether it is or was in a track
 */
public record KnownFamily(UUID id, UnitPath unit, int members, int minors, boolean enrolled) {}
