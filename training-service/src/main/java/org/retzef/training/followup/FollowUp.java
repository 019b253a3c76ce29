package org.retzef.training.followup;

import java.time.Instant;
import java.util.UUID;

/**
 * A follow-up of a session, and how far it is.
 *
 * @param closesAt until then answers are taken
 * @param due mails to be sent, now or later
 * @param stuck mails that somebody has to look at
 */
record FollowUp(
    UUID id,
    UUID sessionId,
    Stage stage,
    Instant dueAt,
    Instant closesAt,
    int due,
    int sent,
    int stuck,
    int answered) {}
