package org.retzef.family.audit;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A line to be written; the database adds its number and its time.
 *
 * @param object ids of the path beyond the family's
 */
record AuditEntry(
    String actor,
    Set<String> roles,
    String unit,
    @Nullable String client,
    @Nullable String purpose,
    String method,
    String route,
    @Nullable String object,
    List<UUID> families,
    int status,
    @Nullable String traceId) {}
