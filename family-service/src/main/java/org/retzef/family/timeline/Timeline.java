package org.retzef.family.timeline;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.retzef.family.visibility.Sight;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** The entries in the database. */
@Repository
class Timeline {

  /** Sorts after every id: where a list begins that shows the newest first. */
  private static final UUID AFTER_ALL_IDS = new UUID(-1, -1);

  private static final String IS_SEEN =
      "exists (select from family where family.id = :familyId and %s)";

  private final DatabaseClient database;
  private final JsonMapper json;

  Timeline(DatabaseClient database, JsonMapper json) {
    this.database = database;
    this.json = json;
  }

  /** Of a family that the caller was let in to before. */
  Mono<Page<TimelineEntry>> of(UUID familyId, PageRequest page) {
    return page(familyId, page, "true", Map.of());
  }

  /** Of a family that the caller works with; no entries where it does not, or there is none. */
  Mono<Page<TimelineEntry>> ofListed(Caller caller, UUID familyId, PageRequest page) {
    Sight sight = Sight.listing(caller);
    return page(familyId, page, IS_SEEN.formatted(sight.sql()), sight.values());
  }

  private Mono<Page<TimelineEntry>> page(
      UUID familyId, PageRequest page, String condition, Map<String, Object> values) {
    return database
        .sql(
            """
            select id, at, kind, actor, facts::text as facts
              from timeline_entry
             where family_id = :familyId and id < :before and %s
             order by id desc
             limit :limit
            """
                .formatted(condition))
        .bind("familyId", familyId)
        .bind("before", page.after(AFTER_ALL_IDS, UUID::fromString))
        .bind("limit", page.limitPlusOne())
        .bindValues(values)
        .map(row -> read(familyId, row))
        .all()
        .collectList()
        .map(entries -> Page.of(entries, page, entry -> entry.id().toString()));
  }

  @SuppressWarnings("unchecked") // facts are a JSON object
  private TimelineEntry read(UUID familyId, Readable row) {
    Map<String, Object> facts = json.readValue(row.get("facts", String.class), Map.class);
    return new TimelineEntry(
        row.get("id", UUID.class),
        row.get("at", Instant.class),
        row.get("kind", String.class),
        row.get("actor", String.class),
        facts,
        Place.of(familyId, facts));
  }
}
