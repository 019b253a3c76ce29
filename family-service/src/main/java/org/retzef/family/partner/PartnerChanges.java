package org.retzef.family.partner;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.retzef.family.audit.AuditedRequest;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What partners are told of, in the order in which it was committed. */
@Repository
class PartnerChanges {

  private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

  private final DatabaseClient database;
  private final JsonMapper json;

  PartnerChanges(DatabaseClient database, JsonMapper json) {
    this.database = database;
    this.json = json;
  }

  /** In the transaction of what it tells. */
  Mono<Void> tell(String partner, PartnerChange.ReferralMoved moved) {
    return database
        .sql("select tell_partner(:partner, :type, :data::jsonb)")
        .bind("partner", partner)
        .bind("type", moved.type())
        .bind("data", json.writeValueAsString(moved))
        .then();
  }

  /** After the cursor. */
  Mono<ChangeFeed> of(String partner, PageRequest page) {
    long after = page.after(0L, Long::parseLong);
    return database
        .sql(
            """
            select id, number, type, at, data::text as data from partner_change
             where partner = :partner and number > :after order by number limit :limit
            """)
        .bind("partner", partner)
        .bind("after", after)
        .bind("limit", page.limitPlusOne())
        .map(this::read)
        .all()
        .collectList()
        .map(found -> Page.of(found, page, one -> Long.toString(one.number())))
        .map(found -> ChangeFeed.of(found, after))
        .delayUntil(feed -> AuditedRequest.touch(feed.families()));
  }

  private PartnerChange read(Readable row) {
    return new PartnerChange(
        row.get("id", UUID.class),
        row.get("number", Long.class),
        row.get("type", String.class),
        row.get("at", Instant.class),
        json.readValue(row.get("data", String.class), OBJECT));
  }
}
