package org.retzef.family.emergencyaccess;

import java.time.Instant;
import java.util.UUID;

/**
 * The answer to an opening; without its reason, because answers are kept for a day.
 *
 * @param closesAt until then the family may be read
 */
record OpenedFamily(UUID id, UUID familyId, Instant openedAt, Instant closesAt) {}
