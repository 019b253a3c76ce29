package org.retzef.platform.inbox;

import java.time.Instant;
import java.util.UUID;

/**
 * What an event's headers tell.
 *
 * @param source who tells it, such as {@code /family-service}
 * @param subject the aggregate's id
 * @param sequence the aggregate's version, counted from 1
 * @param time when it happened at its source
 */
public record ReceivedEvent(
    UUID id,
    String topic,
    String type,
    String source,
    String subject,
    long sequence,
    Instant time) {}
