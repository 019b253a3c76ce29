package org.retzef.platform.inbox;

import java.time.Instant;
import java.util.UUID;

/**
 * An event that a consumer could not handle; later events of its subject wait behind it.
 *
 * @param reason {@code unknown-type}, {@code unreadable} or {@code failed:} and the exception's
 *     name; never an exception's message, which may quote data
 */
public record DeadLetter(
    UUID eventId,
    String consumer,
    String topic,
    String subject,
    long sequence,
    String type,
    String reason,
    Instant since) {}
