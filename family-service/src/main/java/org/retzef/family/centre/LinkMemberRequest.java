package org.retzef.family.centre;

import jakarta.validation.constraints.NotNull;
import java.util.UUID;

/**
 * @param familyId of the family that the member belongs to
 * @param memberId who is the same person
 */
record LinkMemberRequest(@NotNull UUID familyId, @NotNull UUID memberId) {}
