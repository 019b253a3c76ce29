package org.retzef.family.timeline;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a family.
 *
 * @param kind what, as its event is called: {@code contact.logged}
 * @param by the {@code sub} of whose doing it was; null where nobody's, or the audit alone tells
 * @param facts ids, codes, dates and numbers; no words
 * @param href where the rest of it is shown
 */
record TimelineEntry(
    UUID id,
    Instant at,
    String kind,
    @Nullable String by,
    Map<String, Object> facts,
    String href) {}
