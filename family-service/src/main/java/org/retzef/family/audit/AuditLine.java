package org.retzef.family.audit;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who did what, when, and whether it was allowed.
 *
 * @param actor the subject of the token
 * @param unit the actor's
 * @param client the program or partner organisation that the token was given to
 * @param purpose what the client gave as its purpose
 * @param route the endpoint, without what was asked for
 * @param object ids of the path beyond the family's; a dash for what was no id
 * @param families whose files were shown, changed or asked for
 * @param status the answer's HTTP status: 403 and 404 were refused
 */
record AuditLine(
    long id,
    Instant at,
    String actor,
    List<String> roles,
    String unit,
    @Nullable String client,
    @Nullable String purpose,
    String method,
    String route,
    @Nullable String object,
    List<UUID> families,
    int status,
    @Nullable String traceId) {}
