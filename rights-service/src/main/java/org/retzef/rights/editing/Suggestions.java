package org.retzef.rights.editing;

import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Suggestions in the database. A worker sees those of the own unit, an editor of the country. */
@Repository
class Suggestions {

  private static final String SELECT =
      """
      select id, unit::text as unit, right_code, source_session, words, status, refusal,
             published_code, published_version, made_at, version
        from suggestion
       where unit <@ :callerUnit::ltree
      """;

  private final DatabaseClient database;

  Suggestions(DatabaseClient database) {
    this.database = database;
  }

  Mono<Void> insert(Caller caller, UUID id, SuggestRequest request, Instant now) {
    UUID session = request.sourceSession();
    return database
        .sql(
            """
            insert into suggestion
              (id, unit, made_by, right_code, source_session, words, status, made_at)
            values (:id, :unit::ltree, :by, :right, :session, :words, 'OPEN', :now)
            """)
        .bind("id", id)
        .bind("unit", caller.unitPath())
        .bind("by", caller.subject())
        .bind("right", Parameters.in(R2dbcType.VARCHAR, request.right()))
        .bind("session", session == null ? Parameters.in(UUID.class) : Parameters.in(session))
        .bind("words", request.words())
        .bind("now", now)
        .then();
  }

  Mono<Suggestion> find(Caller caller, UUID id) {
    return findBy(SELECT + " and id = :id", caller, id);
  }

  /** As {@link #find}, and nobody else changes it until this transaction ends. */
  Mono<Suggestion> lock(Caller caller, UUID id) {
    return findBy(SELECT + " and id = :id for update", caller, id);
  }

  private Mono<Suggestion> findBy(String sql, Caller caller, UUID id) {
    return database
        .sql(sql)
        .bind("callerUnit", caller.unitPath())
        .bind("id", id)
        .map(Suggestions::read)
        .one()
        .switchIfEmpty(Mono.error(SuggestionNotFound::new));
  }

  Mono<Page<Suggestion>> list(Caller caller, Suggestion.@Nullable Status status, PageRequest page) {
    return database
        .sql(
            SELECT
                + """
                   and id > :after and (:status::text is null or status = :status)
                 order by id
                 limit :limit
                """)
        .bind("callerUnit", caller.unitPath())
        .bind("after", page.afterId())
        .bind("status", Parameters.in(R2dbcType.VARCHAR, status == null ? null : status.name()))
        .bind("limit", page.limitPlusOne())
        .map(Suggestions::read)
        .all()
        .collectList()
        .map(items -> Page.of(items, page, item -> item.id().toString()));
  }

  Mono<Void> refuse(UUID id, String reason) {
    return database
        .sql(
            """
            update suggestion set status = 'REFUSED', refusal = :reason, version = version + 1
             where id = :id
            """)
        .bind("reason", reason)
        .bind("id", id)
        .then();
  }

  Mono<Void> published(UUID id, String code, int rightVersion) {
    return database
        .sql(
            """
            update suggestion
               set status = 'PUBLISHED', published_code = :code, published_version = :rightVersion,
                   version = version + 1
             where id = :id
            """)
        .bind("code", code)
        .bind("rightVersion", rightVersion)
        .bind("id", id)
        .then();
  }

  private static Suggestion read(Readable row) {
    return new Suggestion(
        row.get("id", UUID.class),
        new UnitPath(row.get("unit", String.class)),
        row.get("right_code", String.class),
        row.get("source_session", UUID.class),
        row.get("words", String.class),
        Suggestion.Status.valueOf(row.get("status", String.class)),
        row.get("refusal", String.class),
        row.get("published_code", String.class),
        row.get("published_version", Integer.class),
        row.get("made_at", Instant.class),
        row.get("version", Long.class));
  }
}
