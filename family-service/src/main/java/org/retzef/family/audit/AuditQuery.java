package org.retzef.family.audit;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which lines an auditor asks for; of any family or actor where none is said. */
record AuditQuery(@Nullable UUID familyId, @Nullable String actor, Instant from, Instant to) {}
