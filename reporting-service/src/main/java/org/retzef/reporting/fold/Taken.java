package org.retzef.reporting.fold;

import java.time.Instant;

/**
 * What was told in a topic, and what became of it in the figures that answer.
 *
 * @param told how many events the producers told, as they number them themselves; as far as the
 *     topic was counted, which it is every few minutes
 * @param taken how many of them were folded, or mean nothing to any report
 * @param waiting for predecessors that have not come, or behind a dead letter
 * @param dead could not be handled, and can be tried again
 * @param difference how many became nothing of that: they are missing in the figures, though the
 *     proof of facts does not know them; anything but 0 is an error of ours
 * @param countedAt when it was counted last
 */
public record Taken(
    String topic,
    long told,
    long taken,
    long waiting,
    long dead,
    long difference,
    Instant countedAt) {}
