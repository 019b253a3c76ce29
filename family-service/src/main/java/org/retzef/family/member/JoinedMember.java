package org.retzef.family.member;

import java.time.LocalDate;
import java.util.UUID;
import org.retzef.family.registration.Family.Relation;

/**
 * The answer to a joining, which repeats nothing that identifies anybody.
 *
 * @param version the version of the family's file with the new member
 */
record JoinedMember(UUID id, Relation relation, LocalDate joinedOn, long version) {}
